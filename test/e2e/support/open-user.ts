import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** Searches for a user in All, waits for the answer, and opens the drawer; gives it back. */
export async function openUser(page: Page, email: string): Promise<Locator> {
  await page.getByRole('tab', { name: /^All/ }).click();
  await page.locator('[data-search-box]').fill(email);
  // The search becomes the address once the typing rests; a row pressed before would be another one.
  await page.waitForURL((url) => decodeURIComponent(url.href).includes(email));
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  // A row of the whole list may be there at once, and moves away under the pointer when the answer comes.
  const few = async (): Promise<boolean> => {
    const rows = Number(await grid.getAttribute('aria-rowcount'));
    return rows > 1 && rows < 20;
  };
  await expect.poll(few).toBe(true);
  await grid.getByText(email, { exact: true }).click();
  const drawer = page.getByRole('complementary', { name: `Details of ${email}` });
  await expect(drawer).toBeVisible();
  return drawer;
}
