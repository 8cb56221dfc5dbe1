import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { runFromPalette } from './support/keyboard-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

/* Everything that the tenant holds, and what is done with it, from one field by the keyboard. */

const drawerOf = (page: Page, title: string) =>
  page.getByRole('complementary').getByRole('heading', { level: 2, name: title, exact: true });

test('groups, roles, service accounts and scopes open from the palette, and acts start from it', async ({
  page,
}) => {
  test.slow();
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.getByRole('grid').focus();

    for (const [typed, list, title] of [
      ['research-vision', 'Groups', 'research-vision'],
      ['ci-pipel', 'Service accounts', 'ci-pipeline'],
      ['satellite', 'Projects', 'satellite-imagery'],
      ['robot', 'Departments', 'Robotics'],
      ['edge-l', 'Clusters', 'edge-lab'],
    ] as const)
      await test.step(`${typed} is one of ${list}`, async () => {
        await runFromPalette(page, typed, new RegExp(`^${title}(?!-)`));
        await expect(page.getByRole('heading', { level: 1, name: list })).toBeVisible();
        await expect(drawerOf(page, title)).toBeVisible();
      });

    await test.step('a role is opened, edited and compared', async () => {
      await runFromPalette(page, 'access auditor', 'Open role Access auditor');
      await expect(drawerOf(page, 'Access auditor')).toBeVisible();
      await runFromPalette(page, 'edit role acc', 'Edit role Access auditor');
      await expect(page.getByRole('heading', { level: 1, name: 'Edit Access auditor' })).toBeVisible();
      await runFromPalette(page, 'compare access', 'Compare Access auditor with …');
      await expect(page.getByRole('heading', { level: 1, name: 'Compare roles' })).toBeVisible();
    });

    await test.step('the upgrade view, and a new access rule', async () => {
      await runFromPalette(page, 'upgrade', /^Upgrade view/);
      await expect(page.getByRole('heading', { level: 1, name: 'Upgrade' })).toBeVisible();
      await runFromPalette(page, 'new acc', 'New access rule');
      const dialog = page.getByRole('dialog', { name: 'New access rules' });
      await expect(dialog.getByLabel('Users', { exact: true })).toBeFocused();
      await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');
      await expect(dialog).toHaveCount(0);
    });
  } finally {
    await over.tenant.stop();
  }
});
