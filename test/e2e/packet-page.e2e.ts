import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, expect, type Page, test } from '@playwright/test';
import { packetPage, sealForPage } from '../../src-main/files/packets/seal-packet-page.ts';
import { readShellOptions, thisSystem } from '../../dev/chromium-shell/shell-options.ts';
import { pageRounds } from '../../src-shared/reviews/page-seal.ts';
import { checkAnswer } from '../../src-shared/reviews/check-answer.ts';
import { aPacket, campaignWith, nodeHmac, sha256 } from '../builders/review-packets.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { tabTo } from './support/keyboard-steps.ts';

const built = fileURLToPath(new URL('../../out/packet-page/packet.html', import.meta.url));
const passphrase = 'correct horse battery stäple';
const packet = aPacket(10_000);

/** A moment in the life of a page from disk: nothing it asks for may leave it, nothing may be refused by its policy. */
async function watched(page: Page): Promise<string[]> {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => {
    if (!request.isNavigationRequest() && !/^(blob|data):/.test(request.url())) troubles.push(request.url());
  });
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (violation) =>
      console.error(`refused: ${violation.violatedDirective} ${violation.blockedURI}`),
    ),
  );
  return troubles;
}

test('a packet is decided in a plain browser from disk, and its answer holds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-packet-'));
  const { executablePath, chromiumSandbox } = readShellOptions(['--headless'], process.env, thisSystem());
  const browser = await chromium.launch({ executablePath, chromiumSandbox, args: ['--disable-gpu'] });
  try {
    const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
    const sealed = sealForPage(packet, passphrase, { rounds: pageRounds, random });
    const whole = Buffer.from(packetPage(readFileSync(built, 'utf8'), sealed));
    const path = join(folder, 'packet.html');
    writeFileSync(path, whole);
    const context = await browser.newContext({ offline: true, acceptDownloads: true });
    const page = await context.newPage();
    const troubles = await watched(page);
    await page.goto(pathToFileURL(path).href);

    await page.getByLabel('Passphrase').fill('something else');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('does not open it');
    await expectNothingFromAxe(page, 'the door');
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByText('0 of 10,000 rows decided')).toBeVisible();

    // A reason without a number is reached by Tab, and pressing it does not lose the place of the keyboard.
    const mistake = page.getByRole('button', { name: 'Mistake' });
    await tabTo(page, '[data-act="reason-mistake"]');
    await page.keyboard.press('Space');
    await expect(mistake).toHaveAttribute('aria-pressed', 'true');
    await expect(mistake).toBeFocused();
    await page.keyboard.press('Space');
    await expect(mistake).toHaveAttribute('aria-pressed', 'false');

    // Privileged: keeping it needs a reason, which a number gives.
    await page.keyboard.press('k');
    await expect(page.getByRole('alert')).toContainText('needs a reason');
    await page.keyboard.press('1');
    await expect(page.getByText('1 of 10,000 rows decided')).toBeVisible();
    // Four alike as one, revoked for a reason; then taken back and kept.
    await page.keyboard.press('6');
    await page.keyboard.press('r');
    await expect(page.getByText('5 of 10,000 rows decided')).toBeVisible();
    await page.keyboard.press('u');
    await expect(page.getByText('1 of 10,000 rows decided')).toBeVisible();
    await page.keyboard.press('r');
    await expect(page.getByText('5 of 10,000 rows decided')).toBeVisible();
    await page.keyboard.press('c');
    await expect(page.getByRole('combobox', { name: 'Role' })).toBeFocused();
    await page.keyboard.type('View');
    await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('9');
    await expectNothingFromAxe(page, 'the form for a change');
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await expectNothingFromAxe(page, 'the form that puts off');
    await page.getByLabel('Why').fill('Lena knows');
    await page.keyboard.press('Enter');
    await expect(page.getByText('6 of 10,000 rows decided')).toBeVisible();
    await page.keyboard.press('n');
    await expectNothingFromAxe(page, 'the form for what is not mine');
    await tabTo(page, 'dialog button.primary');
    await page.keyboard.press('Enter');
    await expect(page.getByText('7 of 10,000 rows decided')).toBeVisible();

    const list = page.getByRole('listbox', { name: 'Access to decide' });
    await page.keyboard.press('End');
    await expect(list.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', /^\d{4}$/);
    expect(await list.getByRole('option').count()).toBeLessThan(60);
    await page.keyboard.press('Home');
    await expectNothingFromAxe(page, 'deciding, light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectNothingFromAxe(page, 'deciding, dark');
    await page.keyboard.press('c');
    await expectNothingFromAxe(page, 'the form for a change, dark');
    await page.keyboard.press('Escape');
    // The facts beside the list scroll by keyboard as well.
    await tabTo(page, '.detail');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('region', { name: 'What is looked at' })).toBeFocused();

    const drafting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save a draft' }).click();
    const draft = await (await drafting).path();
    expect(readFileSync(draft, 'utf8')).not.toContain('Lena knows');
    await page.keyboard.press('u');
    await expect(page.getByText('6 of 10,000 rows decided')).toBeVisible();
    await page.getByLabel('Draft file').setInputFiles(draft);
    await expect(page.getByText('7 of 10,000 rows decided')).toBeVisible();

    await tabTo(page, 'button:has-text("Sign off…")');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('9,993 rows would stay undecided');
    await expectNothingFromAxe(page, 'signing off');
    const answering = page.waitForEvent('download');
    await tabTo(page, 'dialog button.primary');
    await page.keyboard.press('Enter');
    const download = await answering;
    await expect(page.getByRole('button', { name: 'Save the answer again' })).toBeVisible();
    await expectNothingFromAxe(page, 'signed off');
    expect(download.suggestedFilename()).toBe('answer-5b0e6f0a.json');
    const text = readFileSync(await download.path(), 'utf8');
    const { campaign, fold } = campaignWith(packet, 'page');
    const verdict = await checkAnswer(text, {
      campaign,
      state: fold.state,
      answerHash: sha256(text),
      now: Date.now(),
      hmac: nodeHmac,
      answerKey: () => Promise.resolve(packet.answerKey),
    });
    if (!verdict.ok) throw new Error(verdict.message);
    expect(verdict.answer.decisions.map(({ rows, decision }) => [rows.length, decision.kind])).toEqual([
      [1, 'keep'],
      [4, 'revoke'],
      [1, 'defer'],
      [1, 'not-mine'],
    ]);
    expect(troubles).toEqual([]);

    // Its own script is bound to its policy: a page that was changed says so and runs nothing.
    const changed = Buffer.from(whole);
    const at = changed.indexOf('<script>') + 200;
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(path, changed);
    await page.goto(pathToFileURL(path).href);
    await expect(page.getByText('This page does not run.')).toBeVisible();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
