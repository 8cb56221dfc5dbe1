import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { openCount, openPage, search, setWorkOffline } from './support/changes-steps.ts';
import { tabTo } from './support/keyboard-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';
import type { TenantOverHttp } from './support/tenant-over-http.ts';

/*
 * Access rules changed and removed as a selection, by the keyboard, in the built product: what becomes of each is told
 * before, each new rule is made before its old one goes, and the tenant has just that.
 */

let over: TenantOverHttp;

test.beforeEach(async ({ page }) => {
  over = await startTenant({ switches: { rulePhaseDelayMs: 0 } });
  await connectAsAdministrator(page, over);
  await openPage(page, 'Access rules');
});

test.afterEach(async () => {
  await over.tenant.stop();
});

const made = (): number => over.tenant.journal.of('rule.created').length;
const gone = (): number => over.tenant.journal.of('rule.deleted').length;

/** Selects the rows from the first to the `count`th. */
async function selectRows(page: Page, count: number): Promise<void> {
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Space');
  for (let row = 1; row < count; row += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText(`${count} selected`)).toBeVisible();
}

const nothingWrong = (page: Page, dialog: string): Promise<void> =>
  expectNothingFromAxe(page, dialog, { inside: `[data-dialog=${dialog}]` });

test('a selection gets another role: each new rule first, then the old one goes', async ({ page }) => {
  await search(page, 'research-');
  await selectRows(page, 3);
  await tabTo(page, '[data-act="change-rule"]');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change 3 access rules' });
  const save = dialog.locator('[data-save-rules]');

  await test.step('nothing chosen is no change', async () => {
    await save.press('Enter');
    await expect(dialog).toContainText('Choose another role or another place.');
    expect(made()).toBe(0);
  });

  await test.step('what becomes of each is told before', async () => {
    await dialog.getByRole('combobox', { name: 'Role' }).focus();
    await page.keyboard.type('Department viewer');
    await page.getByRole('option', { name: 'Department viewer', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(
      dialog.getByRole('list', { name: 'What becomes of each' }).locator('[data-loss]'),
    ).toHaveCount(3);
    await nothingWrong(page, 'change-many');
  });

  await test.step('the tenant makes three and removes three', async () => {
    for (const box of await dialog.locator('[data-acknowledge]').all()) await box.press('Space');
    await save.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('Changed: 3 access rules.')).toBeVisible();
    expect([made(), gone()]).toEqual([3, 3]);
    const order = over.tenant.journal.entries
      .map(({ effect }) => effect)
      .filter((effect) => effect.startsWith('rule.'));
    expect(order[0]).toBe('rule.created');
    expect(order.at(-1)).toBe('rule.deleted');
  });
});

test('a selection goes, offline: it shows so at once, and the tenant hears of it later', async ({ page }) => {
  await search(page, 'research-');
  await setWorkOffline(page, true);
  await selectRows(page, 2);
  await tabTo(page, '[data-act="remove-rules"]');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Remove 2 access rules?' });
  await expect(dialog.getByRole('button', { name: 'Keep' })).toBeFocused();
  await expect(dialog.getByRole('list', { name: 'What goes' }).locator('[data-loss]')).toHaveCount(2);
  await nothingWrong(page, 'removal');
  for (const box of await dialog.locator('[data-acknowledge]').all()) await box.press('Space');
  await dialog.locator('[data-confirm-removal]').press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(openCount(page)).toContainText('2');
  await expect(page.getByRole('grid').getByRole('row', { description: /^Removed: / })).toHaveCount(2);
  expect(gone()).toBe(0);

  await setWorkOffline(page, false);
  await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
  expect([made(), gone()]).toEqual([0, 2]);
});
