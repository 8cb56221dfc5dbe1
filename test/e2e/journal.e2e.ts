import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/app-fixture.ts';
import { openPage } from './support/changes-steps.ts';
import { openUser } from './support/open-user.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

test('the journal tells who was handed what, takes a receipt, proves itself and is saved', async ({
  page,
  answerDialog,
  profileDir,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    const drawer = await openUser(page, 'viewer@example.com');
    await drawer.getByRole('button', { name: 'Reset password' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
    const panel = page.getByRole('region', { name: 'Credential' });
    const copy = panel.locator('[data-copy-secret]');
    await copy.click();
    // Until then it counts as not handed over, and Done would ask.
    await expect(copy).toHaveText(/^Cleared in \d+ s$/);
    await panel.getByRole('button', { name: 'Done' }).click();

    await openPage(page, 'Journal');
    const acts = page.getByRole('region', { name: 'Acts' });
    await expect(acts.getByRole('row', { name: /Reset password viewer@example\.com Saved/ })).toBeVisible();
    await expect(acts.getByRole('row', { name: /Copy credential viewer@example\.com Done/ })).toHaveCount(1);

    await page.getByRole('tab', { name: 'Hand-overs' }).click();
    const handOver = page
      .getByRole('region', { name: 'Hand-overs' })
      .getByRole('row', { name: /viewer@example\.com Handed over Copied clipboard, 30 s/ });
    await handOver.getByRole('button', { name: 'Record a receipt…' }).click();
    await page.getByLabel('Received by, and how you know').fill('told me on the phone');
    await page.keyboard.press('Enter');
    await expect(handOver.getByText('told me on the phone')).toBeVisible();

    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByText(/^The journal holds: \d+ rows/)).toBeVisible();

    // Each tab saves what it tells of: the hand-overs as searched for, or the whole journal.
    const files = ['hand-overs.json', 'journal.json'].map((name) => join(profileDir, name));
    const left = [...files];
    await answerDialog((question) => (question.kind === 'save' ? left.shift() : undefined));
    for (const [at, file] of files.entries()) {
      if (at === 1) await page.getByRole('tab', { name: 'Acts' }).click();
      await page.getByRole('button', { name: 'Save as JSON…' }).click();
      await expect(page.getByText(`rows saved to ${file}`)).toBeVisible();
      expect(readFileSync(file, 'utf8')).toContain('told me on the phone');
    }
    expect(files.map((file) => readFileSync(file, 'utf8').split('"')[3])).toEqual([
      'rolebook-hand-overs',
      'rolebook-journal',
    ]);
  } finally {
    await over.tenant.stop();
  }
});
