import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { chip, openPage } from './support/changes-steps.ts';
import { openUser } from './support/open-user.ts';
import { signInOtherAdmin } from './support/other-admin.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

test('history shows what changed, who did it, and the tables as they were before', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await openPage(page, 'History');
    await expect(page.getByText('Nothing differs between these two moments.')).toBeVisible();

    const other = await signInOtherAdmin(over);
    await other.call('POST', '/api/v1/users', { email: 'grace@example.com', resetPassword: true });
    await chip(page).click();
    await page.getByRole('button', { name: /^Sync now/ }).click();
    await page.keyboard.press('Escape');

    const changes = page.getByRole('region', { name: 'Changes' });
    await expect(
      changes.getByRole('row', { name: /Subjects added grace@example\.com is new.*admin@example\.com/ }),
    ).toBeVisible();
    await expectNothingFromAxe(page, 'history');

    await openPage(page, 'Users');
    const drawer = await openUser(page, 'grace@example.com');
    await drawer.getByRole('tab', { name: 'History' }).click();
    await expect(drawer.getByText('is new')).toBeVisible();
    await expectNothingFromAxe(page, 'a life in a drawer');
    await page.keyboard.press('Escape');

    await openPage(page, 'History');
    await page.getByRole('slider', { name: 'Look at' }).press('ArrowLeft');
    await page.waitForURL(/[?&]to=1(&|$)/);
    await page.getByRole('button', { name: 'Look around then' }).click();
    await expect(page.getByText(/show the tenant as it was seen on/)).toBeVisible();
    await openPage(page, 'Users');
    const grid = page.getByRole('grid');
    await page.locator('[data-search-box]').fill('grace@example.com');
    await expect(page.getByText(/No user matches|0 of/).first()).toBeVisible();
    await expectNothingFromAxe(page, 'looking back');
    await page.getByRole('button', { name: 'Back to now' }).click();
    await expect(grid.getByText('grace@example.com').first()).toBeVisible();
  } finally {
    await over.tenant.stop();
  }
});
