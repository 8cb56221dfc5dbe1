import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { openCount, openFirstOf, openPage, search, setWorkOffline } from './support/changes-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'New access rules' });

/** Types into a field of subjects and takes it. */
async function name(dialog: Locator, field: string, text: string): Promise<void> {
  const input = dialog.getByLabel(field, { exact: true });
  await input.fill(text);
  await input.press('Enter');
}

test('many subjects get many roles on many places in one dialog, offline, by the keyboard', async ({
  page,
}) => {
  test.slow();
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await openPage(page, 'Access rules');
    await setWorkOffline(page, true);
    await page.getByRole('button', { name: 'New access rule' }).focus();
    await page.keyboard.press('Enter');
    const dialog = dialogOf(page);
    await expect(dialog.getByLabel('Users', { exact: true })).toBeFocused();

    await test.step('subjects seen and unseen, typed one after the other', async () => {
      await page.keyboard.type('viewer@example.com,not.yet@example.com');
      await page.keyboard.press('Enter');
      await name(dialog, 'Groups', 'Night shift');
      await expect(dialog.locator('[data-unseen=user]')).toContainText('not.yet@example.com');
      await expect(dialog.locator('[data-unseen=group]')).toContainText('Night shift');
    });

    await test.step('two roles; what reaches far wants a reason (V38)', async () => {
      await dialog.getByRole('checkbox', { name: 'Viewer', exact: true }).focus();
      await page.keyboard.press('Space');
      const viewer = dialog.getByRole('region', { name: 'Where Viewer holds' });
      await viewer.getByRole('radio', { name: /^All clusters/ }).focus();
      await page.keyboard.press('Space');
      await dialog.getByRole('checkbox', { name: 'L1 researcher', exact: true }).focus();
      await page.keyboard.press('Space');
      const researcher = dialog.getByRole('region', { name: 'Where L1 researcher holds' });
      await researcher.getByRole('radio', { name: /^Projects/ }).focus();
      await page.keyboard.press('Space');
      await researcher.getByLabel('Search scopes for L1 researcher').fill('a');
      await researcher.getByRole('tree').focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Space');
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(dialog.locator('[data-save-problem]')).toContainText('Say why');
      const reason = dialog.getByLabel('Why this reaches so far');
      await expect(reason).toBeFocused();
      await page.keyboard.type('The night shift watches everything.');
    });

    await test.step('every rule is there before, with what is held already (V36)', async () => {
      await expect(dialog.locator('[data-planned]')).toHaveAttribute('data-planned', /^[45]$/);
      await expect(dialog.getByRole('listitem').filter({ hasText: 'held already' })).not.toHaveCount(0);
      await expectNothingFromAxe(page, 'new access rules', { inside: '[data-dialog=new-rules]' });
    });

    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog).toHaveCount(0);
    await expect(openCount(page)).toHaveText(/[45]/);
    await search(page, 'not.yet@example.com');
    await expect(page.getByRole('grid').getByText('not.yet@example.com')).toHaveCount(2);

    await setWorkOffline(page, false);
    await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
    expect([4, 5]).toContain(over.tenant.journal.of('rule.created').length);
  } finally {
    await over.tenant.stop();
  }
});

test('a drawer opens the dialog with what it is about', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    const open = async (list: string): Promise<Locator> => {
      const drawer = await openFirstOf(page, list);
      await drawer.getByRole('button', { name: 'New rule…' }).click();
      return dialogOf(page);
    };

    await test.step('a group is the subject', async () => {
      const dialog = await open('Groups');
      await expect(dialog.getByLabel('Groups', { exact: true })).toBeVisible();
      await expect(dialog.getByRole('button', { name: 'Save' })).toBeVisible();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toHaveCount(0);
    });

    await test.step('a role is chosen', async () => {
      const dialog = await open('Roles');
      await expect(dialog.getByRole('region', { name: /^Where .* holds$/ })).toHaveCount(1);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
    });

    await test.step('a project is the place of every role that is chosen then', async () => {
      const dialog = await open('Projects');
      await dialog.getByRole('checkbox', { name: 'Viewer', exact: true }).check();
      await expect(dialog.getByRole('region', { name: 'Where Viewer holds' })).toContainText(
        '1 project chosen',
      );
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toContainText('Cancel once more');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toHaveCount(0);
    });

    await test.step('the offer to remove a narrower rule stays under the keyboard while all is worked out anew', async () => {
      await openPage(page, 'Access rules');
      await page.getByRole('button', { name: 'New access rule' }).click();
      const dialog = dialogOf(page);
      await name(dialog, 'Users', 'max.many-groups@example.com');
      await dialog.getByRole('checkbox', { name: 'Research manager', exact: true }).press('Space');
      const where = dialog.getByRole('region', { name: 'Where Research manager holds' });
      await where.getByRole('radio', { name: /^All clusters/ }).press('Space');
      const offer = dialog.locator('[data-remove-narrower]');
      await offer.focus();
      for (const standing of ['removed', 'needless', 'removed']) {
        await page.keyboard.press('Space');
        await expect(dialog.locator(`[data-standing=${standing}]`)).toHaveCount(1);
        await expect(offer).toBeFocused();
      }
    });
  } finally {
    await over.tenant.stop();
  }
});
