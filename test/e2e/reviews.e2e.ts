import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { RolebookApi } from '../../src-shared/ipc/bridge-api.ts';
import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { runFromPalette, tabTo, takeFirst, toggleOfflineByKeyboard } from './support/keyboard-steps.ts';
import { answerFromDisk } from './support/packet-from-disk.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

const verifier = fileURLToPath(new URL('../../resources/verify-evidence.mjs', import.meta.url));
const auditor = 'auditor@example.com';
const name = 'Autumn review';

async function pressEach(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Goes to what a selector names by Tab and presses Enter on it. */
async function enterOn(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
}

/** Opens a review of everything: the administrator decides, the auditor what would be the administrator's own. */
async function openReview(page: Page, reviewer: string): Promise<void> {
  await runFromPalette(page, 'New review', /^New review/);
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await page.keyboard.type(name);
  await tabTo(page, '[aria-labelledby=review-who] input[type=radio]');
  await pressEach(page, 'ArrowUp', 'Tab');
  await expect(page.getByRole('combobox', { name: 'Reviewers' })).toBeFocused();
  await page.keyboard.type(reviewer);
  await pressEach(page, 'Enter', 'Tab');
  await expect(page.getByRole('combobox', { name: 'Decides what has nobody else' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(auditor);
  const preview = page.getByRole('complementary', { name: 'What it would be' });
  await expect(preview.getByRole('row', { name: new RegExp(auditor) })).toBeVisible();
  await tabTo(page, '[data-act="create-review"]');
  await expectNothingFromAxe(page, 'a new review');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Decides the administrator's part with the keys; the rest of it is kept. The number of rows. */
async function decideAll(page: Page): Promise<number> {
  await enterOn(page, '[data-decide]');
  const count = page.locator('[data-decided-count]');
  await expect(count).toHaveText(/^0 of /);
  await expectNothingFromAxe(page, 'deciding');
  const rows = Number(/of (\d+)/.exec(await count.innerText())?.[1]);
  expect(rows).toBeGreaterThanOrEqual(300);

  // The first five are somebody else's, which Enter says without naming anybody.
  for (let passed = 0; passed < 5; passed += 1) await pressEach(page, 'n', 'Enter');
  await expect(count).toHaveText(`5 of ${rows} rows decided`);
  const list = page.getByRole('listbox', { name: /^Rows to review/ });
  const look = async (typed: string): Promise<void> => {
    await page.keyboard.press('/');
    await page.keyboard.type(typed);
    await page.keyboard.press('ArrowDown');
    await expect(list).toHaveAccessibleName('Rows to review, 1 row');
    await expect(list.getByRole('option', { selected: true })).toContainText(typed);
  };
  const clear = async (): Promise<void> => {
    await pressEach(page, '/', 'Escape', 'ArrowDown');
    await expect(list).toHaveAccessibleName(`Rows to review, ${rows} rows`);
  };
  await look('viewer@example.com');
  await pressEach(page, '6', 'r');
  await clear();
  await look('terraform');
  await pressEach(page, '4', 'r');
  await clear();
  await expect(count).toHaveText(`7 of ${rows} rows decided`);
  await look('model-deployer');
  await page.keyboard.press('c');
  // What is called exactly so comes before what only has the word in it.
  await takeFirst(page, 'To role', 'Viewer');
  await page.keyboard.press('Enter');
  await expect(count).toHaveText(`8 of ${rows} rows decided`);
  await clear();
  await look('all-staff');
  await page.keyboard.press('d');
  await takeFirst(page, 'Who finds out');
  await page.keyboard.press('Tab');
  await page.keyboard.type(fieldDay(10));
  await page.keyboard.press('Enter');
  await expect(count).toHaveText(`9 of ${rows} rows decided`);
  await clear();
  await enterOn(page, 'button:text-is("Undecided")');
  await expect(list).toHaveAccessibleName(`Rows to review, ${rows - 9} rows`);
  for (let open = rows - 9; open > 0; open -= 1) await pressEach(page, '1', 'k');
  await expect(count).toHaveText(`${rows} of ${rows} rows decided`);
  await page.keyboard.press('u');
  await expect(count).toHaveText(`${rows - 1} of ${rows} rows decided`);
  await pressEach(page, '1', 'k', 'ControlOrMeta+Enter');
  await enterOn(page, `button:has-text("Sign off ${rows} decisions")`);
  await expect(page.locator('[data-locked="true"]')).toHaveText(/^Signed off by .* These decisions stand\.$/);
  return rows;
}

interface Reviews {
  readonly rolebook: { readonly reviews: RolebookApi['reviews'] };
}

/** A small review of its own: its part is signed off behind the screen, and what nobody decided is explained. */
async function signElsewhereAndExplain(page: Page, reviewer: string): Promise<void> {
  const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const campaign = await page.evaluate(
    async ([admin, other, until]) => {
      const made = await (window as unknown as Reviews).rolebook.reviews.create({
        settings: {
          name: 'Small review',
          due: until,
          population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: true },
          reviewers: {
            by: 'name',
            named: [{ id: admin, name: admin }],
            fallback: { id: other, name: other },
            deputy: null,
          },
          policy: { reasonForPrivileged: true, fourEyes: false, overdue: 'wait', freshHours: 24 },
          controls: 0,
        },
      });
      if (!made.ok) throw new Error(made.error.message);
      return made.data.id;
    },
    [reviewer, auditor, due] as const,
  );
  await runFromPalette(page, 'Reviews', /^Reviews/);
  await enterOn(page, 'a:has-text("Small review")');
  await enterOn(page, '[data-decide]');
  const count = page.locator('[data-decided-count]');
  await expect(count).toHaveText(/^0 of /);
  await pressEach(page, '1', 'k');
  await expect(count).toHaveText(/^1 of /);
  // By another way than this screen, as an answer that is taken would be; what was decided has to be written down before.
  await expect
    .poll(() =>
      page.evaluate(
        async (part) => (await (window as unknown as Reviews).rolebook.reviews.signOff(part)).ok,
        { campaign, reviewer },
      ),
    )
    .toBe(true);
  const line = page.locator('[data-locked="true"]');
  await expect(line).toHaveText(
    new RegExp(`^Signed off by ${reviewer.replaceAll('.', '\\.')} on .*\\. These decisions stand\\.$`),
  );
  await pressEach(page, '1', 'k');
  await expect(page.locator('[data-said]')).toHaveText(await line.innerText());
  await expect(count).toHaveText(/^1 of /);
  await expectNothingFromAxe(page, 'a part that is signed off');

  await enterOn(page, 'button:has-text("Back to the review")');
  await enterOn(page, '[data-act="explain-undecided"]');
  const undecided = page.getByRole('region', { name: 'Undecided rows' });
  await expect(undecided.getByRole('checkbox', { name: /^All / })).toBeFocused();
  await expectNothingFromAxe(page, 'explaining undecided rows');
  await enterOn(page, 'button:has-text("Put away")');
  await expect(page.locator('[data-act="explain-undecided"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await tabTo(page, '[aria-label="Undecided rows"] input:not([type=checkbox])');
  await page.keyboard.type('Looked at again in spring');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing stands against closing.')).toBeVisible();
}

/** A day so many from now as it is typed into a field of this machine's Chromium: month, day, year. */
function fieldDay(ahead: number): string {
  const at = new Date(Date.now() + ahead * 86_400_000);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(at.getMonth() + 1)}${two(at.getDate())}${at.getFullYear()}`;
}

/** Chooses a tab of a campaign by the keyboard. */
async function openTab(page: Page, tab: string): Promise<void> {
  await tabTo(page, '[role=tab]');
  const wanted = page.getByRole('tab', { name: new RegExp(`^${tab}`) });
  for (let steps = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; steps += 1) {
    if (steps > 4) throw new Error(`No way to the tab ${tab}.`);
    await page.keyboard.press('ArrowRight');
  }
}

test('a review is decided offline, in the window and on a page, then done, proven and closed', async ({
  page,
  profileDir,
  answerDialog,
}) => {
  test.setTimeout(180_000);
  const over = await startTenant({ users: 100 });
  try {
    const packets = join(profileDir, 'packets-out');
    const pack = join(profileDir, 'evidence.zip');
    let passphrase = '';
    let answer = '';
    await answerDialog((question) => {
      if (question.kind === 'open') return [answer, verifier];
      if (question.kind === 'save') return question.title === 'Save the evidence' ? pack : packets;
      return undefined;
    });
    await connectAsAdministrator(page, over);
    await signElsewhereAndExplain(page, over.tenant.credentials.administrator.email);
    await openReview(page, over.tenant.credentials.administrator.email);
    await expectNothingFromAxe(page, 'a campaign');

    await toggleOfflineByKeyboard(page, true);
    const rows = await decideAll(page);

    await test.step('what nobody takes goes to the auditor, whose part goes out as a page', async () => {
      await enterOn(page, 'button:has-text("Back to the review")');
      await openTab(page, 'To settle');
      await tabTo(page, '[aria-label="Rows that have nobody"] input');
      await page.keyboard.type(auditor);
      await page.keyboard.press('Enter');
      await expect(page.getByText('Nothing to settle.')).toBeVisible();
      await openTab(page, 'Reviewers');
      await expectNothingFromAxe(page, 'reviewers');
      await tabTo(page, `input[aria-label="Choose ${auditor}"]`);
      await page.keyboard.press('Space');
      await enterOn(page, '[data-act="export-packets"]');
      await expect(page.locator('[data-passphrase]')).toHaveText(/\w/);
      passphrase = await page.locator('[data-passphrase]').innerText();
      await expectNothingFromAxe(page, 'exporting a packet');
      await enterOn(page, '[data-act="write-packets"]');
      await expect(page.getByRole('dialog', { name: '1 packet written' })).toBeVisible();
      await enterOn(page, 'button:has-text("Done")');
    });

    await test.step('answered from disk without a network, and taken back', async () => {
      const [file] = readdirSync(packets);
      const part = await answerFromDisk(join(packets, file ?? ''), passphrase, profileDir);
      expect(part.asked).toEqual([]);
      expect(part.rows).toBe(6);
      answer = part.answer;
      // Something else was chosen with it: that is refused by its name, and the answer counts.
      await enterOn(page, '[data-act="take-answers"]');
      const asked = page.getByRole('dialog', { name: 'Take 1 answer?' });
      await expect(asked.locator('li[data-taken="true"]')).toBeVisible();
      await expect(asked.locator('li[data-taken="false"]')).toContainText(basename(verifier));
      await expectNothingFromAxe(page, 'answers before they are taken');
      await enterOn(page, 'button:has-text("Take 1 answer")');
      await expect(asked).toHaveCount(0);
      await expect(page.locator('[aria-label="Answers"] li[data-taken="true"]')).toBeVisible();
    });

    await test.step('online: done at the tenant, looked at again, proven', async () => {
      expect(over.tenant.journal.of('rule.deleted')).toEqual([]);
      await toggleOfflineByKeyboard(page, false);
      await openTab(page, 'Consequences');
      await expectNothingFromAxe(page, 'consequences');
      await expect(page.locator('li[data-consequence="to-plan"]')).toHaveCount(4);
      await enterOn(page, '[data-act="plan-now"]');
      await expect(page.locator('li[data-consequence="not-yet-proven"]')).toHaveCount(4);
      await runFromPalette(page, 'Sync now', /^Sync now/);
      await expect(async () => {
        await enterOn(page, '[data-act="prove"]');
        await expect(page.locator('li[data-consequence="proven"]')).toHaveCount(4, { timeout: 1000 });
      }).toPass();
      // Three revoked, and the one that the change replaced.
      expect(over.tenant.journal.of('rule.deleted')).toHaveLength(4);
      expect(over.tenant.journal.of('rule.created')).toHaveLength(1);
    });

    await test.step('closed, and the evidence proves itself to plain Node', async () => {
      await openTab(page, 'Overview');
      await expect(page.getByText('Nothing stands against closing.')).toBeVisible();
      await expectNothingFromAxe(page, 'closing');
      await enterOn(page, '[data-act="close-review"]');
      await tabTo(page, '[role=dialog] input');
      await page.keyboard.type(name);
      await enterOn(page, 'button:has-text("Close the review")');
      const fingerprint = await page.locator('[data-fingerprint]').innerText();
      const said = execFileSync(process.execPath, [verifier, pack, fingerprint], { encoding: 'utf8' });
      expect(said).toContain('All of it holds.');
      expect(said).toContain(name);
      expect(said).toMatch(
        new RegExp(`${rows + 1} = ${rows + 1 - 5} kept \\+ 3 revoked \\+ 1 changed \\+ 1 put off`),
      );
    });
  } finally {
    await over.tenant.stop();
  }
});
