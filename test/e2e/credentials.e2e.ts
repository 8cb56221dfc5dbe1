import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { holdToRead, openSealed } from './support/credential-steps.ts';
import { openUser } from './support/open-user.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

/** Resets a password and leaves it in the tray. */
async function resetIntoTray(page: Page, email: string): Promise<void> {
  const drawer = await openUser(page, email);
  await drawer.getByRole('button', { name: 'Reset password' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
  await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Leave it in the tray' }).click();
}

test('several credentials leave the tray in one sealed file, under an own passphrase', async ({
  page,
  answerDialog,
  profileDir,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await resetIntoTray(page, 'viewer@example.com');
    await resetIntoTray(page, 'editor@example.com');
    await page.getByRole('button', { name: 'Credentials: 2 to hand over' }).click();
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await page.getByRole('button', { name: 'Export…' }).click();

    const dialog = page.getByRole('dialog', { name: 'Export 2 credentials' });
    await dialog.getByRole('radio', { name: 'Your own passphrase' }).check();
    await dialog.getByLabel('Passphrase', { exact: true }).fill('quiet lamp over the harbour');
    const save = dialog.getByRole('button', { name: 'Save sealed file…' });
    await expect(save).toBeDisabled();
    await dialog.getByLabel('Once more').fill('quiet lamp over the harbour');
    const file = join(profileDir, 'two.csv.age');
    await answerDialog((question) => (question.kind === 'save' ? file : undefined));
    await save.click();
    await expect(dialog.getByText('2 credentials written, sealed with age.')).toBeVisible();
    const text = await openSealed(file, 'quiet lamp over the harbour');
    expect(text).toContain('viewer@example.com');
    expect(text).toContain('editor@example.com');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Credentials: none to hand over' })).toBeVisible();
  } finally {
    await over.tenant.stop();
  }
});

test('each person gets a file of their own, which only their passphrase opens', async ({
  page,
  answerDialog,
  profileDir,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await resetIntoTray(page, 'viewer@example.com');
    await resetIntoTray(page, 'editor@example.com');
    await page.getByRole('button', { name: 'Credentials: 2 to hand over' }).click();
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await page.getByRole('button', { name: 'Export…' }).click();

    const dialog = page.getByRole('dialog', { name: 'Export 2 credentials' });
    await dialog.getByRole('checkbox', { name: /^A file for each of the 2/ }).check();
    const folder = join(profileDir, 'one-for-each');
    await answerDialog((question) => (question.kind === 'save' ? folder : undefined));
    await dialog.getByRole('button', { name: 'Save sealed files…' }).click();
    const opens = dialog.getByRole('table', { name: /^Shown only here/ });
    // Each passphrase is made hard to guess by a second of work.
    await expect(opens.getByRole('row')).toHaveCount(2, { timeout: 45_000 });
    const files = readdirSync(folder).toSorted();
    expect(files).toHaveLength(2);
    const contents: string[] = [];
    for (const who of ['editor', 'viewer']) {
      const row = opens.getByRole('row', { name: new RegExp(`^${who}@example\\.com`) });
      const passphrase = await row.getByRole('cell').last().innerText();
      const mine = files.find((name) => name.includes(who)) ?? '';
      contents.push(await openSealed(join(folder, mine), passphrase));
    }
    expect(contents.map((text) => text.includes('editor@example.com'))).toEqual([true, false]);
    expect(contents.map((text) => text.includes('viewer@example.com'))).toEqual([false, true]);
  } finally {
    await over.tenant.stop();
  }
});

test('an e-mail draft holds no password, and an unsealed file needs two confirmations', async ({
  page,
  answerDialog,
  profileDir,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await resetIntoTray(page, 'viewer@example.com');
    await page.getByRole('button', { name: 'Credentials: 1 to hand over' }).click();
    await page.getByRole('button', { name: 'Hand over…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Credential of/ });

    const password = await holdToRead(page);
    await dialog.getByRole('combobox', { name: 'What keeps it from others' }).click();
    await page.getByRole('option', { name: 'Not sealed' }).click();
    const unsealed = dialog.getByRole('button', { name: 'Save unsealed file…' });
    await expect(unsealed).toBeDisabled();
    await dialog.getByRole('checkbox', { name: 'I have read what this means' }).check();
    await expect(unsealed).toBeDisabled();
    await dialog.getByRole('checkbox', { name: 'Write the password unsealed' }).check();
    await expect(unsealed).toBeEnabled();
    const plain = join(profileDir, 'plain.csv');
    await answerDialog((question) => (question.kind === 'save' ? plain : undefined));
    await unsealed.click();
    await expect(dialog.getByText('not sealed.')).toBeVisible();
    const rows = readFileSync(plain, 'utf8');
    expect(rows).toContain('viewer@example.com');
    expect(rows).toContain(password);

    await dialog.getByText('E-mail draft').click();
    const draft = join(profileDir, 'welcome.eml');
    await answerDialog((question) => (question.kind === 'save' ? draft : undefined));
    await dialog.getByRole('button', { name: 'Save draft…' }).click();
    await expect(dialog.getByText('Draft written.')).toBeVisible();
    const mail = readFileSync(draft, 'utf8');
    expect(mail).toContain('viewer@example.com');
    expect(mail).not.toContain(password);
  } finally {
    await over.tenant.stop();
  }
});
