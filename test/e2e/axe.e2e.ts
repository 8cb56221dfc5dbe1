import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { newUser, openPage } from './support/changes-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

/* The screens that no other test hands to axe. */

test('axe finds nothing on connecting, the other tables, the journal, a new user, their credential and the lock', async ({
  page,
}) => {
  test.slow();
  await expect(page.getByRole('button', { name: 'Open demo tenant' })).toBeVisible();
  await expectNothingFromAxe(page, 'connect');
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    for (const name of ['Groups', 'Service accounts', 'Projects', 'Departments', 'Clusters']) {
      await openPage(page, name);
      await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
      await expectNothingFromAxe(page, name);
    }
    await page.keyboard.press('ControlOrMeta+n');
    await page.getByRole('dialog', { name: 'New user' }).getByLabel('E-mail').fill('grace@example');
    await expectNothingFromAxe(page, 'new user');
    await newUser(page, 'grace@example.com', true);
    await expect(page.getByRole('region', { name: 'Credential' })).toBeVisible();
    await expectNothingFromAxe(page, 'credential');
    await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Leave it in the tray' }).click();
    await openPage(page, 'Journal');
    await expect(page.getByRole('region', { name: 'Acts' })).toBeVisible();
    await expectNothingFromAxe(page, 'journal');
    await page.keyboard.press('ControlOrMeta+Shift+l');
    await expect(page.getByRole('heading', { name: 'Rolebook is locked' })).toBeVisible();
    await expectNothingFromAxe(page, 'lock');
  } finally {
    await over.tenant.stop();
  }
});
