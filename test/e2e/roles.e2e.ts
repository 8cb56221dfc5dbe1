import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { setWorkOffline } from './support/changes-steps.ts';
import { tabTo } from './support/keyboard-steps.ts';
import { printedPages } from './support/printed-pages.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';
import type { TenantOverHttp } from './support/tenant-over-http.ts';

/*
 * A custom role edited offline in the built product, by the keyboard alone: who loses what is told before it is saved,
 * and the tenant hears of it when it can be reached.
 */

let over: TenantOverHttp;

test.beforeEach(async ({ page }) => {
  over = await startTenant();
  await connectAsAdministrator(page, over);
});

test.afterEach(async () => {
  await over.tenant.stop();
});

test('a role edited offline: who loses what, undo, the guard, saved, and sent later', async ({ page }) => {
  test.setTimeout(120_000);
  await setWorkOffline(page, true);
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('Access auditor');
  await page.waitForURL(/Access.auditor/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary');
  await expect(drawer.getByRole('heading', { level: 2 })).toHaveText('Access auditor');
  await tabTo(page, '[data-act="edit-role"]');
  await page.keyboard.press('Enter');

  await test.step('a cell is taken, and the role’s holder is named with what it loses', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Edit Access auditor' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await tabTo(page, '[aria-label="Search resource types"]');
    await page.keyboard.type('events-history');
    await expect(page.locator('[data-cell^="Read Event"]')).toHaveAttribute('aria-checked', 'true');
    await tabTo(page, '[role="grid"] [data-place]');
    await page.keyboard.press('End');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('r');
    await expect(page.locator('[data-cell^="Read Event"]')).toHaveAttribute('aria-checked', 'false');
    const holder = page.locator('[data-holder="audit@example.org"]');
    await expect(holder).toContainText(/loses 1 permission: Event.*: read/);
    await expect(page.locator('[data-summary]')).toContainText('1 of ');
  });

  await test.step('undo takes it back, redo does it again', async () => {
    await page.keyboard.press('Control+z');
    await expect(page.locator('[data-cell^="Read Event"]')).toHaveAttribute('aria-checked', 'true');
    await page.keyboard.press('Control+y');
    await expect(page.locator('[data-cell^="Read Event"]')).toHaveAttribute('aria-checked', 'false');
  });

  await test.step('leaving asks first', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1, name: 'Edit Access auditor' })).toBeVisible();
  });

  await test.step('and so does connecting another tenant, and signing out', async () => {
    for (const way of ['Connect another tenant', 'Sign out']) {
      await page.locator('[data-tenant-switcher]').click();
      await page.getByRole('button', { name: way }).click();
      const question = page.getByRole('dialog', { name: 'Leave without saving?' });
      await question.getByRole('button', { name: 'Stay' }).click();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(page.locator('[data-cell^="Read Event"]')).toHaveAttribute('aria-checked', 'false');
    }
  });

  await expectNothingFromAxe(page, 'a role edited');

  await test.step('the warnings are accepted and it is saved here', async () => {
    const boxes = page.locator('[data-effects] [data-acknowledge]');
    await expect(boxes.first()).toBeVisible();
    for (const box of await boxes.all()) await box.press('Space');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved: change of role Access auditor.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible();
    await expect(page.locator('[data-changes-count]')).toContainText('1');
    expect(over.tenant.journal.of('role.updated')).toEqual([]);
  });

  await test.step('online again, the tenant has it', async () => {
    await setWorkOffline(page, false);
    await expect.poll(() => over.tenant.journal.of('role.updated').length).toBe(1);
    await expect(page.locator('[data-changes-count]')).toHaveCount(0);
  });
});

test('what a drawer folds is printed open', async ({ page, shellName }) => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.keyboard.press('/');
  await page.keyboard.type('System administrator');
  await page.waitForURL(/System.administrator/);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const folded = page.locator('[data-relations] details');
  await expect(folded).toHaveCount(1);
  const last = folded.getByRole('link', { includeHidden: true }).last();
  await expect(last).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(last).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await page.emulateMedia({ media: null });
  await expect(last).toBeHidden();
  if (shellName !== 'chromium-shell') return;
  const printed = (await printedPages(page)).join('');
  const said = page.locator('[data-print-sheet] :is([data-relations] a, tbody th)');
  for (const text of await said.allTextContents()) expect(printed).toContain(text.replace(/\s+/g, ''));
});

test('roles side by side from a selection, the table of all, as 2.13 prints it, and all of it on paper', async ({
  page,
  shellName,
}) => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible();
  await expect(page.locator('[data-index="0"]')).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await tabTo(page, '[data-act="compare-roles"]');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare roles' })).toBeVisible();
  await expect(page.locator('[data-pairs] li')).toHaveCount(1);
  await expect(page.locator('[data-differs="true"]').first()).toBeVisible();

  const partsOf = (pages: readonly string[]): readonly string[] =>
    pages.join('').match(/Part\dof\d:roles\d+to\d+of\d+(?:,besidethefirst)?/g) ?? [];
  const printed = async (): Promise<readonly string[]> => {
    const written = await page.locator('thead th, tbody th').evaluateAll((cells) =>
      cells.map((cell) => {
        const copy = cell.cloneNode(true) as Element;
        for (const unseen of copy.querySelectorAll('.rb-hidden')) unseen.remove();
        return copy.textContent.replace(/\s+/g, '');
      }),
    );
    const pages = await printedPages(page);
    const together = pages.join('');
    for (const text of written) expect(together).toContain(text);
    return pages;
  };
  // Only Chromium without a window prints to a file for whoever drives it.
  const paper = shellName === 'chromium-shell';
  if (paper) {
    await test.step('more roles than fit across are printed in parts, the first one in each', async () => {
      const pick = page.getByRole('combobox', { name: 'Roles to compare' });
      for (let others = 2; others < 12; others += 1) {
        await pick.press('ArrowDown');
        await pick.press('Enter');
      }
      await expect(page.locator('thead th')).toHaveCount(13);
      expect(partsOf(await printed())).toEqual([
        'Part1of2:roles2to7of12,besidethefirst',
        'Part2of2:roles8to12of12,besidethefirst',
      ]);
    });
  }

  await page.getByRole('link', { name: 'All roles' }).press('Enter');
  await page.getByRole('link', { name: 'Table' }).press('Enter');
  await expect(page.locator('[data-entity]')).not.toHaveCount(0);
  if (paper) {
    await test.step('the 24 roles of the tenant are printed in parts, each with every entity', async () => {
      const pages = await printed();
      expect(partsOf(pages)).toEqual([1, 2, 3].map((part) => expect.stringMatching(`Part${part}of3:.*of24`)));
      for (const entity of await page.locator('[data-entity] th').allTextContents()) {
        expect(pages.join('').split(entity.replace(/\s+/g, '')).length - 1).toBeGreaterThanOrEqual(3);
      }
    });
  }
  await page.getByRole('radio', { name: '2.13, as printed' }).press('Space');
  await expect(page.locator('[data-entity]')).not.toHaveCount(0);
  await expect(page.locator('[data-note="O11"]')).toBeVisible();
  if (paper) expect(partsOf(await printed())).toEqual([]);
  await expectNothingFromAxe(page, 'two roles side by side');
});

test('who gains and loses in an upgrade, from the list of roles', async ({ page }) => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('link', { name: 'Upgrade' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Upgrade' })).toBeVisible();
  await page.getByRole('radio', { name: '2.13 to 2.15' }).press('Space');
  const manager = page.locator('[data-upgraded="Research Manager"]');
  await expect(manager).toHaveAttribute('data-effect', 'loses');
  await expect(manager.getByRole('list', { name: 'Loses' })).toContainText(
    'Projects that are made after the upgrade',
  );
  await expect(page.locator('[data-upgraded="Administrator"] [data-holders]')).toContainText(/holders?/);
  await expectNothingFromAxe(page, 'an upgrade');
});
