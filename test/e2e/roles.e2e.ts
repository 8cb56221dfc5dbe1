import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';
import type { TenantOverHttp } from './support/tenant-over-http.ts';

/*
 * Roles in the built product, by the keyboard alone.
 */

let over: TenantOverHttp;

test.beforeEach(async ({ page }) => {
  over = await startTenant();
  await connectAsAdministrator(page, over);
});

test.afterEach(async () => {
  await over.tenant.stop();
});

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`Sixty presses of Tab do not reach ${selector}.`);
}

test('two roles side by side from a selection, and the table as 2.13 prints it', async ({ page }) => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible();
  await expect(page.locator('[data-index="0"]')).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await tabTo(page, '[data-act="compare-roles"]');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare roles' })).toBeVisible();
  await expect(page.locator('[data-pairs] li')).toHaveCount(1);
  await expect(page.locator('[data-differs="true"]').first()).toBeVisible();

  await page.getByRole('link', { name: 'All roles' }).press('Enter');
  await page.getByRole('link', { name: 'Table' }).press('Enter');
  await page.getByRole('radio', { name: '2.13, as printed' }).press('Space');
  await expect(page.locator('[data-entity]')).not.toHaveCount(0);
  await expect(page.locator('[data-note="O11"]')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
});
