import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunningRolebook } from '../chromium-shell/launch.ts';
import type { TourBook } from './book.ts';
import { must, openPage, setWorkOffline } from './steps.ts';

const verifier = fileURLToPath(new URL('../../resources/verify-evidence.mjs', import.meta.url));
const name = 'Groups and service accounts';

/** A review from its opening to the evidence: decided offline by the keyboard, done, proven, closed. */
export async function walkReview(book: TourBook, app: RunningRolebook): Promise<void> {
  const { page } = app;

  await book.stop('A new review', async () => {
    await openPage(page, 'Reviews');
    await page.locator('[data-new-review]').click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByRole('checkbox', { name: 'Groups', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Service accounts', exact: true }).check();
    const fallback = page.getByRole('combobox', { name: 'Decides what has nobody else' });
    const actor = await fallback.inputValue();
    await page.getByRole('radio', { name: /^People I name/ }).check();
    await page.getByRole('combobox', { name: 'Reviewers' }).fill(actor);
    await page.keyboard.press('Enter');
    const preview = page.getByRole('complementary', { name: 'What it would be' });
    await preview.getByRole('row', { name: new RegExp(`^${actor}`) }).waitFor();
    // The count of what was chosen, not of what stood there before.
    await page.locator('aside[aria-label="What it would be"][aria-busy="false"]').waitFor();
    return `${await preview.locator('strong').innerText()}, all asked of ${actor}`;
  });

  await book.stop('Decided offline by the keyboard', async () => {
    await page.getByRole('button', { name: 'Open the review' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await setWorkOffline(page, true);
    await page.locator('[data-decide]').click();
    const count = page.locator('[data-decided-count]');
    await count.getByText(/^0 of /).waitFor();
    const rows = Number(/of (\d+)/.exec(await count.innerText())?.[1]);
    must(rows > 5, `there are ${rows} rows to decide`);
    // The first goes, the others stay, each with a reason.
    await page.keyboard.press('6');
    await page.keyboard.press('r');
    for (let open = rows - 1; open > 0; open -= 1) {
      await page.keyboard.press('1');
      await page.keyboard.press('k');
    }
    await count.getByText(`${rows} of ${rows} rows decided`).waitFor();
    await page.keyboard.press('Home');
    // The password that came before waits in the tray as well.
    const notice = page.getByRole('button', { name: 'Close the notice' });
    while (await notice.first().isVisible()) await notice.first().click();
    return `${rows} rows, one revoked, without a network`;
  });

  await book.stop('Signed off', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Sign off \d+ decisions$/ }).click();
    await page.locator('[data-locked]', { hasText: 'These decisions stand.' }).waitFor();
    await openPage(page, 'Reviews');
    const line = page.getByRole('row', { name: new RegExp(name) });
    await line.getByText('Decided, to be done').waitFor();
    return 'the list of reviews says what comes next';
  });

  await book.stop('Done and proven', async () => {
    await page.getByRole('link', { name }).click();
    await setWorkOffline(page, false);
    await page.getByRole('tab', { name: /^Consequences/ }).click();
    await page.getByRole('button', { name: 'Do 1 row now' }).click();
    await page.locator('li[data-consequence="not-yet-proven"]').waitFor();
    const proven = page.locator('li[data-consequence="proven"]');
    for (let looks = 0; (await proven.count()) === 0; looks += 1) {
      must(looks < 60, 'no sync proves it');
      await page.locator('[data-sync-chip]').click();
      await page.getByRole('button', { name: 'Sync now' }).click();
      await page.keyboard.press('Escape');
      await page.locator('[data-sync-chip]').getByText('Fresh').waitFor();
      await page.getByRole('button', { name: 'Look whether it is done' }).click();
      await Promise.race([proven.waitFor(), page.getByText(/^0 rows proven/).waitFor()]);
    }
    return 'the rule is gone at the tenant, seen by a later look';
  });

  await book.stop('Closed, with evidence', async () => {
    const pack = join(book.folder, 'review-evidence.zip');
    app.onDialog((question) => (question.kind === 'save' ? pack : undefined));
    await page.getByRole('tab', { name: /^Overview/ }).click();
    await page.getByRole('button', { name: 'Close and save the evidence…' }).click();
    const dialog = page.getByRole('dialog', { name: `Close ${name}?` });
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: 'Close the review' }).click();
    const fingerprint = page.locator('[data-fingerprint]');
    const silent = dialog.getByText('this system has no keychain');
    await Promise.race([fingerprint.waitFor(), silent.waitFor()]);
    if (await silent.isVisible()) {
      await page.keyboard.press('Escape');
      return 'ready, and refused: without a keychain there is no key to sign with';
    }
    const signed = [verifier, pack, await fingerprint.innerText()];
    const said = execFileSync(process.execPath, signed, { encoding: 'utf8' });
    must(said.includes('All of it holds.'), 'the evidence does not hold');
    return 'signed; the pack was checked without Rolebook';
  });
}
