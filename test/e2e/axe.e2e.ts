import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { newUser, openPage } from './support/changes-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

/* The screens that no other test hands to axe. */

async function nothingWrong(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    where,
  ).toEqual([]);
}

test('axe finds nothing serious on connecting, the other tables, the journal, a new user, their credential and the lock', async ({
  page,
}) => {
  test.slow();
  await expect(page.getByRole('button', { name: 'Open demo tenant' })).toBeVisible();
  await nothingWrong(page, 'connect');
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    for (const name of ['Groups', 'Service accounts', 'Projects', 'Departments', 'Clusters']) {
      await openPage(page, name);
      await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
      await nothingWrong(page, name);
    }
    await page.keyboard.press('ControlOrMeta+n');
    await page.getByRole('dialog', { name: 'New user' }).getByLabel('E-mail').fill('grace@example');
    await nothingWrong(page, 'new user');
    await newUser(page, 'grace@example.com', true);
    await expect(page.getByRole('region', { name: 'Credential' })).toBeVisible();
    await nothingWrong(page, 'credential');
    await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Leave it in the tray' }).click();
    await openPage(page, 'Journal');
    await expect(page.getByRole('region', { name: 'Acts' })).toBeVisible();
    await nothingWrong(page, 'journal');
    await page.keyboard.press('ControlOrMeta+Shift+l');
    await expect(page.getByRole('heading', { name: 'Rolebook is locked' })).toBeVisible();
    await nothingWrong(page, 'lock');
  } finally {
    await over.tenant.stop();
  }
});
