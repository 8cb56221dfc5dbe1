import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** Presses Tab until this has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`Sixty presses of Tab do not reach ${selector}.`);
}

/** Picks what the palette finds for a text, by the keyboard alone. */
export async function runFromPalette(page: Page, text: string, option: string | RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(text);
  const found: Locator = page.getByRole('listbox', { name: 'Found' }).getByRole('option', { name: option });
  await expect(found).toBeVisible();
  for (let steps = 0; (await found.getAttribute('aria-selected')) !== 'true'; steps += 1) {
    if (steps > 20) throw new Error(`Twenty steps do not reach ${String(option)}.`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: 'Found' })).toHaveCount(0);
}

/** Switches working offline, or back, from the palette, and waits until the sync chip says so. */
export async function toggleOfflineByKeyboard(page: Page, offline: boolean): Promise<void> {
  await runFromPalette(page, 'Work offline', /^Work offline/);
  const chip = page.locator('[data-sync-chip]');
  await (offline ? expect(chip).toContainText('Working offline') : expect(chip).not.toContainText('offline'));
}

/** Takes the first choice that a field with a list offers, where it has the focus, after typing a text. */
export async function takeFirst(page: Page, field: string, text = ''): Promise<void> {
  const box = page.getByRole('combobox', { name: field });
  await expect(box).toBeFocused();
  await page.keyboard.type(text);
  // The list is drawn a frame after the letter; an arrow that comes before finds nothing to go to.
  await expect(page.locator('[data-combobox-option]').filter({ visible: true }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const reached = page.locator('[data-combobox-selected]');
  await expect(reached).toHaveCount(1);
  const label = await reached.innerText();
  await page.keyboard.press('Enter');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await expect(box).toHaveValue(label);
  if (text !== '') expect(label).toContain(text);
}
