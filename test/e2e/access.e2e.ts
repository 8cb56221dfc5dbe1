import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { tabTo } from './support/keyboard-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';
import type { TenantOverHttp } from './support/tenant-over-http.ts';

/*
 * Effective access over a real tenant, in the built product: from a drawer to every path, and to who else can, by the
 * keyboard alone.
 */

let over: TenantOverHttp;

test.beforeEach(async ({ page }) => {
  over = await startTenant();
  await connectAsAdministrator(page, over);
});

test.afterEach(async () => {
  await over.tenant.stop();
});

/**
 * Types into a field that searches and goes for the first that is found, in haste: from before anything was searched for.
 * Answers what was chosen, which the address tells.
 */
async function chooseTyped(page: Page, text: string, name: string): Promise<string> {
  const chosen = (): string => new URL(page.url()).searchParams.get(name) ?? '';
  await page.getByRole('option').nth(1).waitFor();
  await page.keyboard.type(text);
  await expect
    .poll(async () => {
      if (chosen() !== '') return chosen();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      return chosen();
    })
    .not.toBe('');
  return chosen();
}

test('from a user’s drawer to what they can do, every path, and who else can', async ({
  page,
  answerDialog,
  profileDir,
}) => {
  await page.keyboard.press('/');
  await page.keyboard.type('audit@example.org');
  await page.waitForURL(/audit/);
  await page.getByRole('tab', { name: /^All/ }).press('Enter');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('grid').press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toHaveText(
    'audit@example.org',
  );
  await tabTo(page, '[data-access-link]');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Effective access' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'What audit@example.org can do' });
  await expect(grid).toBeVisible();
  await tabTo(page, '[data-search-box]');
  await page.keyboard.type('events-history');
  await expect(grid.getByRole('button')).toHaveCount(4);
  await tabTo(page, '[role="grid"] [data-place]');
  await page.keyboard.press('r');
  const paths = page.locator('[data-paths-pane]');
  await expect(paths.getByRole('heading', { level: 2, name: /^Read Event/ })).toBeVisible();
  await expect(paths.getByRole('listitem')).toContainText(/Access auditor.*directly.*all clusters/s);

  await tabTo(page, '[data-ask="who"]');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-who-summary]')).toContainText(/subjects can read Event.* administrators?/);
  await expect(page.locator('[data-holder="audit@example.org"]')).toContainText('1 path');
  await expectNothingFromAxe(page, 'who can');

  const file = join(profileDir, 'who-can.csv');
  await answerDialog((question) => (question.kind === 'message' ? undefined : file));
  await page.getByRole('button', { name: 'Save as CSV' }).press('Enter');
  await expect(page.getByText(/File written: \d+ subjects/)).toBeVisible();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/,audit@example\.org,.*Access auditor ← direct ← /);
});

test('why not, what would help and what that would mean without anything saved, and giving one what the other has', async ({
  page,
}) => {
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { level: 1, name: 'Effective access' })).toBeVisible();
  await page.getByRole('tab', { name: 'Why not' }).press('Enter');
  const who = page.getByRole('combobox', { name: 'Who' });
  await who.focus();
  expect(await chooseTyped(page, 'audit@example.org', 's')).toContain('audit@example.org');
  await page.getByRole('combobox', { name: 'On what' }).focus();
  await page.keyboard.type('Projects');
  await page.getByRole('option', { name: 'Projects', exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Delete' }).press('Space');
  await expect(page.locator('[data-why]')).toContainText('cannot delete');

  await page.getByRole('button', { name: 'What would that mean?' }).first().press('Enter');
  await expect(page.locator('[data-what-if]')).toContainText('1 subject gains something.');
  await expect(page.locator('[data-share="gained"]').first()).toContainText('Projects: ');
  expect(over.tenant.journal.of('rule.created')).toEqual([]);
  await expect(page.locator('[data-changes-count]')).toHaveCount(0);

  await page.getByRole('tab', { name: 'Compare' }).press('Enter');
  const other = page.getByRole('combobox', { name: 'The other' });
  await other.focus();
  expect(await chooseTyped(page, 'example.com', 'b')).toContain('@example.com');
  const called = await other.inputValue();
  expect(called).toMatch(/@example\.com \(.+\)$/);
  const [email] = called.split(' ');
  await page.locator('[data-act="give-right"]').press('Enter');
  const dialog = page.getByRole('dialog');
  const planned = dialog.getByRole('checkbox', { name: 'Access auditor on all clusters' });
  await expect(planned).toBeChecked();
  await expect(other).toHaveValue(called);
  await expectNothingFromAxe(page, 'giving one what the other has');
  await dialog.locator('[data-reason]').fill('audits with her');
  await dialog.locator('[data-act="give-access"]').press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.locator('[data-act="give-right"]')).toHaveCount(0);
  const given = over.tenant.journal.of('rule.created').map(({ subjects }) => subjects.at(1));
  expect(given).toEqual([email]);
});
