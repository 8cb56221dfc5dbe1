import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './support/app-fixture.ts';
import { chip, openCount } from './support/changes-steps.ts';
import { tabTo, toggleOfflineByKeyboard } from './support/keyboard-steps.ts';
import { signInOtherAdmin, type OtherAdmin } from './support/other-admin.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

/*
 * Two administrators change one role, one of them offline. All of it by the keyboard alone: what goes together goes by
 * itself and says so, what does not is a conflict that is decided here, and the tenant has what was decided.
 */

const rolesReply = z.object({
  roles: z.array(
    z.looseObject({
      id: z.number(),
      name: z.string(),
      description: z.string(),
      permissionSets: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
    }),
  ),
});
const setsReply = z.object({ permissionSets: z.array(z.object({ id: z.string(), name: z.string() })) });

type TenantRole = z.infer<typeof rolesReply>['roles'][number];

/** The role as the tenant has it now. */
async function roleAtTenant(other: OtherAdmin, id: number): Promise<TenantRole> {
  const { roles } = rolesReply.parse(await other.call('GET', '/api/v2/authorization/roles?limit=500'));
  const found = roles.find((role) => role.id === id);
  if (found === undefined) throw new Error(`The tenant has no role ${id}.`);
  return found;
}

const setNames = (role: TenantRole): string[] => (role.permissionSets ?? []).map(({ name }) => name).sort();

/** What the other administrator makes of the role meanwhile: a name, and sets by name. */
async function changeElsewhere(
  other: OtherAdmin,
  id: number,
  wish: { readonly name?: string; readonly without?: string; readonly withSet?: string },
): Promise<void> {
  const there = await roleAtTenant(other, id);
  const { permissionSets: all } = setsReply.parse(
    await other.call('GET', '/api/v1/authorization/permission-sets?limit=500'),
  );
  const wanted = new Set([
    ...setNames(there).filter((name) => name !== wish.without),
    ...(wish.withSet === undefined ? [] : [wish.withSet]),
  ]);
  await other.call('PUT', `/api/v2/authorization/roles/${id}`, {
    name: wish.name ?? there.name,
    description: there.description,
    enabled: true,
    permissionSets: all.filter(({ name }) => wanted.has(name)),
  });
}

/** From anywhere into the editor of a role. */
async function openEditor(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(name);
  await page.waitForURL((url) => decodeURIComponent(url.href).replaceAll('+', ' ').includes(name));
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toHaveText(name);
  await tabTo(page, '[data-act="edit-role"]');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Edit ${name}` })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
}

/** Presses R on the last line that a search for a resource type leaves. */
async function pressRead(page: Page, type: string): Promise<void> {
  await tabTo(page, '[aria-label="Search resource types"]');
  await page.keyboard.type(type);
  await tabTo(page, '[role="grid"] [data-place]');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('r');
}

/** Accepts what is warned of, and saves; `back` is the page from which the editor was opened. */
async function save(page: Page, back = 'Roles'): Promise<void> {
  await expect(async () => {
    // What is warned of is known only once the draft was checked.
    for (const box of await page.locator('[data-effects] [data-acknowledge]:not(:checked)').all())
      await box.press('Space');
    const button = page.locator('[data-act="save-role"]');
    await expect(button).not.toHaveAttribute('aria-disabled', 'true', { timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { level: 1, name: back })).toBeVisible();
}

/** To the conflict, and one of its ways out. */
async function decide(
  page: Page,
  title: string,
  choice: 'keep-mine' | 'take-theirs',
  look: () => Promise<void>,
): Promise<void> {
  await openConflict(page, title);
  await look();
  await tabTo(page, `[data-choice="${choice}"]`);
  await page.keyboard.press('Enter');
  await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
}

/** Opens the only conflict there is. */
async function openConflict(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  const plan = page.getByRole('treegrid', { name: 'Open changes' });
  await expect(plan.getByRole('row', { name: /Conflict/ })).toHaveCount(1);
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect(plan).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: `Details of ${title}` })).toBeVisible();
}

test('a role edited offline while somebody else edits it: what goes together, keep mine, take theirs, edit', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    const other = await signInOtherAdmin(over);
    const { roles } = rolesReply.parse(await other.call('GET', '/api/v2/authorization/roles?limit=500'));
    const id = roles.find(({ name }) => name === 'Access auditor')?.id ?? 0;
    const conflict = page.getByRole('region', { name: 'Conflict' });
    await page.getByRole('grid').focus();

    await test.step('other permissions of the same role go together, and that is told', async () => {
      await toggleOfflineByKeyboard(page, true);
      await openEditor(page, 'Access auditor');
      await pressRead(page, 'events-history');
      await expect(page.locator('[data-holder="audit@example.org"]')).toContainText(/loses 1 permission/);
      await save(page);
      await changeElsewhere(other, id, { withSet: 'Dashboards: view' });
      await toggleOfflineByKeyboard(page, false);
      await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
      const sets = setNames(await roleAtTenant(other, id));
      expect(sets).toContain('Dashboards: view');
      expect(sets).not.toContain('Event history: view');

      await page.keyboard.press('Escape');
      await page.keyboard.press('g');
      await page.keyboard.press('c');
      await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible();
      await page.getByRole('tab', { name: /^Open/ }).focus();
      await page.keyboard.press('ArrowRight');
      const ended = page.getByRole('treegrid', { name: 'Ended changes' });
      await expect(ended.getByRole('row', { name: /Access auditor/ })).toHaveCount(1);
      await page.keyboard.press('/');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('complementary', { name: 'Details of Change role Access auditor' });
      await expect(drawer.getByRole('region', { name: 'History' })).toContainText(
        /Changed since you looked, harmlessly: .*permission set/,
      );
    });

    await test.step('two names for one role are a conflict; mine is kept', async () => {
      await toggleOfflineByKeyboard(page, true);
      await openEditor(page, 'Access auditor');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Access reader');
      await save(page);
      await changeElsewhere(other, id, { name: 'Access inspector' });
      await toggleOfflineByKeyboard(page, false);
      await expect(chip(page)).toContainText('1 conflict', { timeout: 20_000 });
      expect((await roleAtTenant(other, id)).name).toBe('Access inspector');
      await decide(page, 'Change role Access reader', 'keep-mine', async () => {
        await expect(conflict.getByRole('row', { name: /^Name/ })).toHaveText(
          /Access auditor.*Access reader.*Access inspector/,
        );
      });
      expect((await roleAtTenant(other, id)).name).toBe('Access reader');
      expect(setNames(await roleAtTenant(other, id))).toContain('Dashboards: view');
    });

    await test.step('one permission, changed each their own way, is a conflict; theirs is taken', async () => {
      await toggleOfflineByKeyboard(page, true);
      await openEditor(page, 'Access reader');
      await pressRead(page, 'users');
      await save(page);
      await changeElsewhere(other, id, { without: 'Users: view', withSet: 'Users: manage' });
      await toggleOfflineByKeyboard(page, false);
      await expect(chip(page)).toContainText('1 conflict', { timeout: 20_000 });
      await decide(page, 'Change role Access reader', 'take-theirs', async () => {
        await expect(conflict.getByRole('row', { name: /^Permission on Users/ })).toHaveText(
          /read.*create.*read.*update.*delete/s,
        );
      });
      const sets = setNames(await roleAtTenant(other, id));
      expect(sets).toContain('Users: manage');
      expect(sets).not.toContain('Users: view');
    });
    await test.step('two names once more, and a third is decided in the editor, over what the tenant has', async () => {
      await toggleOfflineByKeyboard(page, true);
      await openEditor(page, 'Access reader');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Access desk');
      await save(page);
      await changeElsewhere(other, id, { name: 'Access hall', withSet: 'Event history: view' });
      await toggleOfflineByKeyboard(page, false);
      await expect(chip(page)).toContainText('1 conflict', { timeout: 20_000 });
      await openConflict(page, 'Change role Access desk');
      await tabTo(page, '[data-choice="edit-role"]');
      await page.keyboard.press('Enter');
      await expect(
        page.getByRole('heading', { level: 1, name: 'Decide what Access hall becomes' }),
      ).toBeVisible();
      const name = page.getByRole('textbox', { name: 'Name' });
      await expect(name).toBeFocused();
      await expect(name).toHaveValue('Access desk');
      await page.keyboard.press('ControlOrMeta+z');
      await expect(name).toHaveValue('Access hall');
      await page.keyboard.press('ControlOrMeta+y');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Access front desk');
      await save(page, 'Changes');
      await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
      const decided = await roleAtTenant(other, id);
      expect(decided.name).toBe('Access front desk');
      expect(setNames(decided)).toContain('Event history: view');
    });
    // Four by the other administrator, three that were sent from here: what gave way was never sent.
    expect(over.tenant.journal.of('role.updated')).toHaveLength(7);
  } finally {
    await over.tenant.stop();
  }
});
