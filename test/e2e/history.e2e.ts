import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { chip, newUser, openPage } from './support/changes-steps.ts';
import { openUser } from './support/open-user.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

test('history shows what changed, who did it, and the tables as they were before', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await openPage(page, 'History');
    await expect(page.getByText('Nothing differs between these two moments.')).toBeVisible();

    await newUser(page, 'grace@example.com', true);
    await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
    await chip(page).click();
    await page.getByRole('button', { name: /^Sync now/ }).click();
    await page.keyboard.press('Escape');

    const changes = page.getByRole('region', { name: 'Changes' });
    await expect(
      changes.getByRole('row', {
        name: /Given on the whole tenant grace@example\.com got Viewer on the whole/,
      }),
    ).toBeVisible();
    await expect(
      changes.getByRole('row', { name: /Subjects added grace@example\.com is new .*admin@example\.com/ }),
    ).toBeVisible();
    await expectNothingFromAxe(page, 'history');

    await openPage(page, 'Users');
    const drawer = await openUser(page, 'grace@example.com');
    await drawer.getByRole('tab', { name: 'History' }).click();
    await expect(drawer.getByText('got Viewer on the whole tenant')).toBeVisible();
    await expectNothingFromAxe(page, 'a life in a drawer');
    await page.keyboard.press('Escape');

    await openPage(page, 'History');
    await page.getByRole('slider', { name: 'Look at' }).press('ArrowLeft');
    await page.getByRole('button', { name: 'Look around then' }).click();
    await expect(page.getByText(/show the tenant as it was seen on/)).toBeVisible();
    await openPage(page, 'Users');
    const grid = page.getByRole('grid');
    await page.locator('[data-search-box]').fill('grace@example.com');
    await expect(grid.getByText('grace@example.com')).toHaveCount(0);
    await expectNothingFromAxe(page, 'looking back');
    await page.getByRole('button', { name: 'Back to now' }).click();
    await expect(grid.getByText('grace@example.com').first()).toBeVisible();
  } finally {
    await over.tenant.stop();
  }
});
