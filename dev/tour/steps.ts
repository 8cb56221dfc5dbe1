import type { Page } from 'playwright-core';

/** Fails with words when a screen does not show what it should: the tour is a check, not a slide show. */
export function must(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(`The tour stopped: ${otherwise}`);
}

/** Goes to a page by the navigation. */
export async function openPage(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).click();
  await page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
}

/** Switches working offline in the panel of the sync chip. */
export async function setWorkOffline(page: Page, offline: boolean): Promise<void> {
  await page.locator('[data-sync-chip]').click();
  const panel = page.getByRole('dialog').filter({ hasText: 'Work offline' });
  await panel.getByRole('switch', { checked: !offline }).click();
  await panel.getByRole('switch', { checked: offline }).waitFor();
  await page.keyboard.press('Escape');
}
