import { expect, test } from './support/app-fixture.ts';
import { holdToRead } from './support/credential-steps.ts';
import { openUser } from './support/open-user.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

test('on a tenant of 2.13 the dialog is the one of that time: roles with their gates, and clusters', async ({
  page,
}) => {
  const over = await startTenant({ profile: '2.13', switches: { inferenceModule: false } });
  try {
    await connectAsAdministrator(page, over);
    await page.keyboard.press('ControlOrMeta+n');
    const dialog = page.getByRole('dialog', { name: 'New user' });
    await dialog.getByLabel('E-mail').fill('mary@example.com');

    await test.step('a role behind a gate cannot be had, and says why', async () => {
      await expect(dialog.getByRole('checkbox', { name: 'ML Engineer' })).toBeDisabled();
      await expect(dialog.getByText('needs the inference module')).toBeVisible();
      await expect(dialog.getByText('Mail from the tenant came with Run:ai 2.23')).toBeVisible();
    });

    await test.step('Save waits for a role and for the clusters', async () => {
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(dialog.getByText('Choose at least one role').first()).toBeVisible();
      await dialog.getByRole('checkbox', { name: 'Viewer' }).check();
      await dialog.getByRole('checkbox', { name: 'Editor' }).check();
      await expect(dialog.getByText('Viewer adds nothing to Editor')).toBeVisible();
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(dialog.getByText('Choose at least one cluster').first()).toBeVisible();
      expect(over.tenant.journal.of('user.created')).toEqual([]);
    });

    const clusters = dialog.getByRole('list', { name: 'Selected clusters' }).getByRole('checkbox');
    await expect(clusters).toHaveCount(3);
    await clusters.first().check();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText('mary@example.com: Everything was made.')).toBeVisible();
    expect(over.tenant.journal.of('user.created')).toHaveLength(1);
    const password = await holdToRead(page);
    expect(password).toMatch(/^[A-Za-z].{19}$/);
    await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Leave it in the tray' }).click();

    await test.step('the user shows with both roles, and what the version lacks has its reason', async () => {
      const drawer = await openUser(page, 'mary@example.com');
      await expect(drawer).toContainText('Viewer');
      await expect(drawer).toContainText('Editor');
      const reset = drawer.getByRole('button', { name: 'Reset password' });
      await expect(reset).toHaveAttribute('aria-disabled', 'true');
      await reset.hover();
      await expect(page.getByText('came with Run:ai 2.18').first()).toBeVisible();
    });

    await test.step('what is assigned beside the roles has a part of its own, and the password its state', async () => {
      const drawer = page.getByRole('complementary', { name: 'Details of mary@example.com' });
      await drawer.getByRole('tab', { name: 'Assigned' }).click();
      await expect(drawer.getByText('Assigned to no project.')).toBeVisible();
      await expect(drawer.getByText('publishes no call that assigns projects')).toBeVisible();
      await drawer.getByRole('tab', { name: 'Sign-in' }).click();
      await expect(drawer.getByText('has to be changed at the first sign-in')).toBeVisible();
      await expect(drawer.getByText('Access keys of users came with Run:ai 2.24')).toBeVisible();
    });
  } finally {
    await over.tenant.stop();
  }
});
