import { z } from 'zod';
import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { openUser } from './support/open-user.ts';
import { signInOtherAdmin } from './support/other-admin.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

const userList = z.array(z.object({ id: z.string(), username: z.string() }));

/** Holds Research manager on one department. */
const max = 'max.many-groups@example.com';

test('a wider rule takes the narrower one along, and what is left of a deleted user is told as that', async ({
  page,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    const rulesOfMax = (): readonly unknown[] => over.tenant.journal.of('rule.deleted');
    await test.step('the offer stands with the rules, and what became of it in the report', async () => {
      const drawer = await openUser(page, max);
      await drawer.getByRole('button', { name: 'Add access rules' }).click();
      const dialog = page.getByRole('dialog', { name: `Add access rules to ${max}` });
      await dialog.getByRole('checkbox', { name: 'Research manager', exact: true }).press('Space');
      const where = dialog.getByRole('region', { name: 'Where Research manager holds' });
      await where.getByRole('radio', { name: /^All clusters/ }).press('Space');
      const rules = dialog.getByRole('region', { name: 'Access rules that will be made' });
      await expect(rules).toContainText('held, then covered');
      const offer = rules.getByRole('checkbox', {
        name: 'Also remove the narrower rule that is covered then',
      });
      await offer.press('Space');
      await expect(rules.locator('[data-standing=removed]')).toHaveCount(1);
      await expect(offer).toBeFocused();
      await expectNothingFromAxe(page, 'a wider rule');
      await dialog.getByLabel('Why this reaches so far').fill('Leads all research.');
      await dialog.locator('[data-save-rules]').click();
      await expect(dialog.locator('[data-removed-part=removed]')).toContainText('narrower, removed');
      await dialog.getByRole('button', { name: 'Done' }).click();
      expect(rulesOfMax()).toHaveLength(1);
    });
    await test.step('somebody deletes the user, and effective access says so of what is left', async () => {
      const other = await signInOtherAdmin(over);
      const { id } = userList
        .parse(await other.call('GET', '/api/v1/users'))
        .find((user) => user.username === max) ?? { id: '' };
      await other.call('DELETE', `/api/v1/users/${id}`);
      await page.getByRole('button', { name: /^Fresh/ }).click();
      await page.getByRole('button', { name: /^Sync now/ }).click();
      const left = page.getByRole('complementary', { name: `Details of ${max}` });
      await expect(page.getByRole('grid').getByText('User deleted').first()).toBeVisible();
      await page.getByRole('grid').getByText(max, { exact: true }).click();
      await expect(left).toContainText('User deleted: rules still name the e-mail');
      await left.locator('[data-access-link]').click();
      await expect(page.getByRole('heading', { level: 1, name: 'Effective access' })).toBeVisible();
      await expect(page.getByText('User deleted: rules still name the e-mail').first()).toBeVisible();
      await expectNothingFromAxe(page, 'access of a deleted user');
    });
  } finally {
    await over.tenant.stop();
  }
});
