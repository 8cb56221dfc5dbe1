import { join } from 'node:path';
import { expect, test } from './support/app-fixture.ts';
import { holdToRead, openSealed } from './support/credential-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

test('a user with two roles on different scopes, and the password in a sealed file', async ({
  page,
  answerDialog,
  profileDir,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.keyboard.press('ControlOrMeta+n');
    const dialog = page.getByRole('dialog', { name: 'New user' });
    await dialog.getByLabel('E-mail').fill('katherine@example.com');

    await dialog.getByRole('checkbox', { name: 'Viewer', exact: true }).check();
    const viewer = dialog.getByRole('region', { name: 'Where Viewer holds' });
    await viewer.getByRole('radio', { name: /^All clusters/ }).check();
    await dialog.getByRole('checkbox', { name: 'Editor', exact: true }).check();
    const editor = dialog.getByRole('region', { name: 'Where Editor holds' });
    await editor.getByRole('radio', { name: /^Departments/ }).check();

    await test.step('Save waits for the place and for the warning', async () => {
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(editor).toContainText('Choose where Editor counts');
      expect(over.tenant.journal.of('user.created')).toEqual([]);
    });

    await editor
      .getByRole('treeitem')
      .filter({ has: page.locator('[data-checked], span') })
      .nth(2)
      .click();
    await expect(dialog.getByRole('heading', { name: '2 access rules will be made' })).toBeVisible();
    await dialog.getByLabel('Why this reaches so far').fill('Looks after the whole tenant.');
    await page.keyboard.press('ControlOrMeta+Enter');

    await expect(page.getByText('katherine@example.com: Everything was made.')).toBeVisible();
    expect(over.tenant.journal.of('user.created')).toHaveLength(1);
    expect(over.tenant.journal.of('rule.created')).toHaveLength(2);

    const password = await holdToRead(page);
    expect(password.length).toBeGreaterThanOrEqual(8);
    expect(await page.content()).not.toContain(password);

    const file = join(profileDir, 'credentials.csv.age');
    await answerDialog((question) => (question.kind === 'save' ? file : undefined));
    const words = page.getByRole('status', { name: 'Passphrase' });
    await expect(words).toHaveText(/\w/);
    const passphrase = await words.innerText();
    await page.getByRole('button', { name: 'Save sealed file…' }).click();
    await expect(page.getByText('sealed with age')).toBeVisible();
    const text = await openSealed(file, passphrase);
    expect(text).toContain('katherine@example.com');
    expect(text).toContain(password);

    await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  } finally {
    await over.tenant.stop();
  }
});

test('what fails half-way is said part by part and repaired with one button', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.keyboard.press('ControlOrMeta+n');
    const dialog = page.getByRole('dialog', { name: 'New user' });
    await dialog.getByLabel('E-mail').fill('dorothy@example.com');
    await dialog.getByRole('checkbox', { name: 'Viewer', exact: true }).check();
    await dialog.getByRole('radio', { name: /^All clusters/ }).check();
    await dialog.getByLabel('Why this reaches so far').fill('Looks after the whole tenant.');
    over.tenant.faults.add({
      match: { method: 'POST', path: '/api/v1/authorization/access-rules*' },
      action: { kind: 'status', status: 403 },
    });
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText('dorothy@example.com: Some access rules are missing.')).toBeVisible();
    over.tenant.faults.clear();
    await page.getByRole('button', { name: 'Try the missing rule again' }).click();
    await expect(page.getByText('dorothy@example.com: Everything was made.')).toBeVisible();
    expect(over.tenant.journal.of('user.created')).toHaveLength(1);
    expect(over.tenant.journal.of('rule.created')).toHaveLength(1);
  } finally {
    await over.tenant.stop();
  }
});

test('an e-mail that is there already, and one with an invisible letter, are refused while typing', async ({
  page,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.keyboard.press('ControlOrMeta+n');
    const dialog = page.getByRole('dialog', { name: 'New user' });
    const email = dialog.getByLabel('E-mail');
    await email.fill('ADMIN@example.com');
    await expect(dialog.getByText('admin@example.com is a user already.')).toBeVisible();
    await email.fill('ad\u200ba@example.com');
    await expect(dialog.getByText('invisible character')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(over.tenant.journal.of('user.created')).toEqual([]);
  } finally {
    await over.tenant.stop();
  }
});
