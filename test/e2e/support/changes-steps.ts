import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The sync chip. */
export const chip = (page: Page): Locator => page.locator('[data-sync-chip]');
/** The count of open changes in the navigation; not there when nothing is open. */
export const openCount = (page: Page): Locator => page.locator('[data-changes-count]');

/** Switches working offline in the panel of the sync chip. */
export async function setWorkOffline(page: Page, offline: boolean): Promise<void> {
  await chip(page).click();
  const panel = page.getByRole('dialog').filter({ hasText: 'Work offline' });
  await panel.getByRole('switch', { checked: !offline }).click();
  await expect(panel.getByRole('switch', { checked: offline })).toBeVisible();
  await page.keyboard.press('Escape');
}

/** Goes to a page by the navigation. */
export async function openPage(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

/** Opens a page of the navigation and the drawer of its first row, once that row is there to be pressed. */
export async function openFirstOf(page: Page, name: string): Promise<Locator> {
  await openPage(page, name);
  const grid = page.getByRole('grid', { name, exact: true });
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  const first = grid.locator('[data-index="0"] [aria-colindex="2"]');
  await expect(first).not.toHaveText('');
  await first.click();
  const drawer = page.getByRole('complementary');
  await expect(drawer.getByRole('tabpanel').first()).toBeVisible();
  return drawer;
}

/** Fills the dialog behind New user with an e-mail and, where asked, the role Viewer on all clusters. */
export async function newUser(page: Page, email: string, viewer: boolean): Promise<void> {
  await page.keyboard.press('ControlOrMeta+n');
  const dialog = page.getByRole('dialog', { name: 'New user' });
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('checkbox', { name: 'Viewer', exact: true }).check();
  const where = dialog.getByRole('region', { name: 'Where Viewer holds' });
  if (viewer) {
    await where.getByRole('radio', { name: /^All clusters/ }).check();
    await dialog.getByLabel('Why this reaches so far').fill('Looks after the whole tenant.');
  } else {
    await where.getByRole('radio', { name: /^Projects/ }).check();
    await where
      .getByRole('treeitem')
      .filter({ has: page.locator('[data-checked], span') })
      .last()
      .click();
  }
  await page.keyboard.press('ControlOrMeta+Enter');
}

/** Searches for a text, so that what matches is in sight; the answer is there when the grid is at rest. */
export async function search(page: Page, text: string): Promise<void> {
  await page.locator('[data-search-box]').fill(text);
  await page.waitForURL((url) => decodeURIComponent(url.href.replaceAll('+', ' ')).includes(text));
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
}

/** The row that names this, marked by what an open change makes of it. */
export const markedRow = (page: Page, text: string, mark: string): Locator =>
  page
    .getByRole('grid')
    .getByRole('row', { description: new RegExp(`^${mark}: `) })
    .filter({ hasText: text });
