import { expect, test } from './support/app-fixture.ts';
import { search } from './support/changes-steps.ts';
import { holdToRead } from './support/credential-steps.ts';
import { openUser } from './support/open-user.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

test('a password is reset, read once, and waits in the tray', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    const drawer = await openUser(page, 'viewer@example.com');
    await drawer.getByRole('button', { name: 'Reset password' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
    const password = await holdToRead(page);
    expect(password).not.toBe(over.tenant.credentials.viewer.password);
    await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Leave it in the tray' }).click();
    await expect(page.getByRole('button', { name: 'Credentials: 1 to hand over' })).toBeVisible();
    expect(over.tenant.journal.of('password.issued')).toHaveLength(1);
  } finally {
    await over.tenant.stop();
  }
});

test('a user is deleted after seeing what goes, and leaves the table', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    const drawer = await openUser(page, 'newcomer@example.com');
    await drawer.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete 1 user?' });
    await expect(dialog).toContainText('newcomer@example.com');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    expect(over.tenant.journal.of('user.deleted')).toEqual([]);
    await drawer.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('button', { name: 'Delete 1 user', exact: true }).click();
    await expect(page.getByText('Deleted: 1 user.')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('grid').getByText('newcomer@example.com')).toHaveCount(0);
    expect(over.tenant.journal.of('user.deleted')).toHaveLength(1);
  } finally {
    await over.tenant.stop();
  }
});

test('the own account cannot be deleted, whatever is ticked', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    const drawer = await openUser(page, 'admin@example.com');
    await drawer.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('This is the account you are signed in with.');
    await expect(dialog.locator('[data-confirm-delete]')).toBeDisabled();
  } finally {
    await over.tenant.stop();
  }
});

test('an SSO user has no password to reset, and the button says so', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    const drawer = await openUser(page, 'max.many-groups@example.com');
    const button = drawer.getByRole('button', { name: 'Reset password' });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/signs in by SSO/);
    await button.click({ force: true });
    await expect(page.getByRole('dialog')).toHaveCount(0);
  } finally {
    await over.tenant.stop();
  }
});

test('passwords of several are reset one after the other, and handed over from there', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.getByRole('tab', { name: /^All/ }).click();
    const row = (email: string) => page.getByRole('grid').getByRole('row').filter({ hasText: email });
    for (const email of ['viewer@example.com', 'editor@example.com']) {
      await search(page, email);
      await page.locator('[data-search-box]').press('ArrowDown');
      await page.keyboard.press('Space');
      await expect(row(email)).toHaveAttribute('aria-selected', 'true');
    }
    await page.getByRole('button', { name: 'Reset password' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reset 2 passwords?' });
    await dialog.getByRole('button', { name: 'Reset 2 passwords' }).click();
    const going = page.getByRole('dialog', { name: 'Reset passwords' });
    await expect(going.getByText('2 of 2.')).toBeVisible({ timeout: 30_000 });
    await expect(going.getByRole('listitem').filter({ hasText: 'in the tray' })).toHaveCount(2);
    expect(over.tenant.journal.of('password.issued')).toHaveLength(2);
    await going.getByRole('button', { name: 'Hand over 2…' }).click();
    const handing = page.getByRole('dialog', { name: 'Hand over 2 passwords' });
    await expect(handing.getByRole('checkbox', { name: /^A file for each of the 2/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(page.getByRole('button', { name: 'Credentials: 2 to hand over' })).toBeVisible();
  } finally {
    await over.tenant.stop();
  }
});
