import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { type ProductLine, productLineSchema } from '../../src-shared/domain/tenant.ts';
import { openCount, openPage, search, setWorkOffline } from './support/changes-steps.ts';
import { openUser } from './support/open-user.ts';
import type { RunningApp } from './support/running-app.ts';
import { startApp } from './support/start-app.ts';
import { fillConnect, startTenant, usersOnScreen } from './support/tenant-over-http.ts';

/*
 * The same day of an administrator on a tenant of every version, in one window that knows them all: connect, sync, look,
 * make a user, ask what they can do, work offline, come back, change a rule and a role. What the versions do not share is in
 * the table.
 */

/** What a version has of its own; texts are those that the user reads. */
interface Differences {
  readonly product: string;
  /** The dialog asks for first and last name. */
  readonly names: boolean;
  /** Why the tenant mails no link; null where it does. */
  readonly noMail: string | null;
  /** Roles hold by access rules of their own, or stand on the user and hold in the user's clusters. */
  readonly access: 'rules' | 'clusters';
  /** A role that does the work of a researcher. */
  readonly researcher: string;
  /** Why roles are only looked at; null where they are edited. */
  readonly noRoles: string | null;
  /** Why no new password can be set; null where it can. */
  readonly noReset: string | null;
  /** A resource type that this version has a word of its own for. */
  readonly workload: string;
  /** V12 is asked of a new researcher in a cluster: whether there are projects in it is not enough where these are assigned. */
  readonly asksForProject: boolean;
  /** What the tenant notes when one role takes the place of another. */
  readonly ruleChanged: Readonly<Record<'rule.created' | 'rule.deleted' | 'user.updated', number>>;
}

const byRules = { 'rule.created': 1, 'rule.deleted': 1, 'user.updated': 0 };

const since224 = 'Making roles of one’s own came with Run:ai 2.24';

const versions: Readonly<Record<ProductLine, Differences>> = {
  '3.0': {
    product: 'Run:ai 3.0',
    names: true,
    noMail: null,
    access: 'rules',
    researcher: 'L1 researcher',
    noRoles: null,
    noReset: null,
    workload: 'Workloads',
    asksForProject: false,
    ruleChanged: byRules,
  },
  '2.24': {
    product: 'Run:ai 2.24 to 2.26',
    names: false,
    noMail: null,
    access: 'rules',
    researcher: 'L1 researcher',
    noRoles: null,
    noReset: null,
    workload: 'Workloads',
    asksForProject: false,
    ruleChanged: byRules,
  },
  '2.22': {
    product: 'Run:ai 2.22',
    names: false,
    noMail: 'Mail from the tenant came with Run:ai 2.23; this tenant runs Run:ai 2.22',
    access: 'rules',
    researcher: 'L1 researcher',
    noRoles: since224,
    noReset: null,
    workload: 'Workloads',
    asksForProject: false,
    ruleChanged: byRules,
  },
  '2.18': {
    product: 'Run:ai 2.15 to 2.18',
    names: false,
    noMail: 'Mail from the tenant came with Run:ai 2.23',
    access: 'rules',
    researcher: 'L1 researcher',
    noRoles: since224,
    noReset: null,
    workload: 'Workloads',
    asksForProject: false,
    ruleChanged: byRules,
  },
  '2.13': {
    product: 'Run:ai 2.13 or older',
    names: false,
    noMail: 'Mail from the tenant came with Run:ai 2.23',
    access: 'clusters',
    researcher: 'Researcher',
    noRoles: since224,
    noReset: 'Setting a new password for a user came with Run:ai 2.18',
    workload: 'Jobs',
    asksForProject: true,
    ruleChanged: { 'rule.created': 0, 'rule.deleted': 0, 'user.updated': 2 },
  },
};

let app: RunningApp;
let profileDir: string;
test.beforeAll(async () => {
  profileDir = mkdtempSync(join(tmpdir(), 'rolebook-e2e-'));
  app = await startApp({ profileDir });
});
test.afterAll(async () => {
  await app.close();
  rmSync(profileDir, { recursive: true, force: true });
});

/** The form for another tenant: the whole window at first, later a dialog behind the switcher. */
async function connectAnother(page: Page): Promise<void> {
  const switcher = page.locator('[data-tenant-switcher]');
  await expect(switcher.or(page.getByLabel('Address'))).toBeVisible();
  if ((await switcher.count()) === 0) return;
  await switcher.click();
  await page.getByRole('button', { name: 'Connect another tenant' }).click();
}

/** Fills the dialog for a new local user who gets these roles in the first cluster, and saves. */
async function makeUser(
  page: Page,
  has: Differences,
  email: string,
  roles: readonly string[],
): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+n');
  const dialog = page.getByRole('dialog', { name: 'New user' });
  await dialog.getByLabel('E-mail').fill(email);
  for (const role of roles) await dialog.getByRole('checkbox', { name: role, exact: true }).check();
  if (has.access === 'clusters') {
    await dialog.getByRole('radio', { name: 'Selected clusters' }).check();
    await dialog.getByRole('list', { name: 'Selected clusters' }).getByRole('checkbox').first().check();
  } else {
    for (const role of roles) {
      const where = dialog.getByRole('region', { name: `Where ${role} holds` });
      await where.getByRole('radio', { name: /^Chosen clusters/ }).check();
      await where.getByRole('treeitem').last().click();
    }
  }
  return dialog;
}

for (const line of productLineSchema.options) {
  const has = versions[line];
  test(`the same day on a tenant of ${line}`, async () => {
    const { page } = app;
    const over = await startTenant({ profile: line, users: 25, switches: { rulePhaseDelayMs: 0 } });
    const madeUsers = (): number => over.tenant.journal.of('user.created').length;
    try {
      await test.step('connect, and read what this version cannot do', async () => {
        await connectAnother(page);
        await fillConnect(page, over.url, over.tenant.credentials.administrator);
        const summary = page.getByRole('region', { name: 'Connected' });
        await expect(summary).toContainText(has.product);
        await expect(summary.locator('[data-refused="customRoles"]')).toHaveCount(
          has.noRoles === null ? 0 : 1,
        );
        await expect(summary.locator('[data-refused="resetPasswords"]')).toHaveCount(
          has.noReset === null ? 0 : 1,
        );
        await summary.getByRole('button', { name: 'Start' }).click();
        await usersOnScreen(page);
        await page.getByRole('tab', { name: /^All/ }).click();
        await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', /^(2[6-9]|[3-9]\d)$/);
      });

      const email = 'day.one@example.com';
      await test.step('a user is made in the dialog of that version', async () => {
        const dialog = await makeUser(page, has, email, ['Viewer', has.researcher]);
        await expect(dialog.getByLabel('First name')).toHaveCount(has.names ? 1 : 0);
        const mail = dialog.getByRole('checkbox', { name: /^Let the tenant mail/ });
        if (has.noMail === null) await expect(mail).toBeEnabled();
        else {
          await expect(mail).toBeDisabled();
          await expect(mail).toHaveAccessibleDescription(new RegExp(has.noMail));
        }
        await page.keyboard.press('ControlOrMeta+Enter');
        const report = page.getByText(`${email}: Everything was made.`);
        if (has.asksForProject) {
          const warning = dialog.locator('[data-acknowledge="V12"]');
          await expect(warning).toBeVisible();
          expect(madeUsers()).toBe(0);
          await warning.check();
          await page.keyboard.press('ControlOrMeta+Enter');
        }
        await expect(report).toBeVisible();
        await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
        await page.getByRole('button', { name: 'Leave it in the tray' }).click();
        expect(madeUsers()).toBe(1);
        expect(over.tenant.journal.of('rule.created')).toHaveLength(has.access === 'rules' ? 2 : 0);
      });

      await test.step('the drawer, and what they can do with every path', async () => {
        const drawer = await openUser(page, email);
        const reset = drawer.getByRole('button', { name: 'Reset password' });
        if (has.noReset === null) await expect(reset).toHaveAttribute('aria-disabled', 'false');
        else await expect(reset).toHaveAccessibleDescription(new RegExp(has.noReset));
        await drawer.locator('[data-access-link]').click();
        const grid = page.getByRole('grid', { name: `What ${email} can do` });
        await expect(grid).toBeVisible();
        await page.locator('[data-search-box]').fill(has.workload);
        const cell = grid.getByRole('button', { name: `Create ${has.workload}` }).first();
        await cell.click();
        await expect(page.locator('[data-paths-pane]').getByRole('listitem').first()).toContainText(
          new RegExp(`${has.researcher}.*cluster`, 's'),
        );
      });

      await test.step('access rules, one for each role and place', async () => {
        await openPage(page, 'Access rules');
        await search(page, email);
        await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
      });

      await test.step('roles are edited, or looked at with the reason', async () => {
        await openPage(page, 'Roles');
        const make = page.locator('[data-act="new-role"]');
        const named = (name: string): Locator => page.getByRole('grid').getByText(name, { exact: true });
        if (has.noRoles === null) {
          await expect(make).toHaveAttribute('aria-disabled', 'false');
          await search(page, 'Access auditor');
          await named('Access auditor').click();
          await page.locator('[data-act="edit-role"]').click();
          await expect(page.getByRole('heading', { level: 1, name: 'Edit Access auditor' })).toBeVisible();
          await page.getByRole('textbox', { name: 'Description' }).fill('Looks once a quarter');
          await page.getByRole('button', { name: 'Save', exact: true }).click();
          await expect.poll(() => over.tenant.journal.of('role.updated').length).toBe(1);
          await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible();
        } else {
          await expect(make).toHaveAttribute('aria-disabled', 'true');
          await expect(make).toHaveAccessibleDescription(new RegExp(`${has.noRoles}.*${has.product}`));
          await search(page, 'Access auditor');
          await expect(named('Access auditor')).toHaveCount(0);
        }
        await search(page, 'Viewer');
        await expect(named('Viewer').first()).toBeVisible();
      });

      await test.step('offline a second user waits, and goes when the tenant is back', async () => {
        const second = 'day.two@example.com';
        await openPage(page, 'Users');
        await page.getByRole('tab', { name: /^All/ }).click();
        await setWorkOffline(page, true);
        const dialog = await makeUser(page, has, second, ['Viewer']);
        await page.keyboard.press('ControlOrMeta+Enter');
        await expect(dialog).toHaveCount(0);
        await expect(openCount(page)).toContainText('2');
        expect(madeUsers()).toBe(1);
        await setWorkOffline(page, false);
        await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
        expect(madeUsers()).toBe(2);
      });

      await test.step('a rule is changed where it stands: a rule of its own, or a role of the user', async () => {
        const noted = (): Record<string, number> =>
          Object.fromEntries(
            (['rule.created', 'rule.deleted', 'user.updated'] as const).map((effect) => [
              effect,
              over.tenant.journal.of(effect).length,
            ]),
          );
        const before = noted();
        const drawer = await openUser(page, 'day.two@example.com');
        await drawer.getByRole('button', { name: /^Change Viewer on/ }).click();
        const dialog = page.getByRole('dialog', { name: 'Change the access rule' });
        await expect(dialog.getByRole('radio', { name: 'Cluster', exact: true })).toBeChecked();
        await expect(dialog.getByRole('radio', { name: 'Project', exact: true })).toHaveCount(
          has.access === 'rules' ? 1 : 0,
        );
        await dialog.getByRole('combobox', { name: 'Role' }).fill('Editor');
        await page.getByRole('option', { name: 'Editor', exact: true }).click();
        await dialog.getByRole('button', { name: 'Change rule' }).click();
        await expect(dialog).toHaveCount(0);
        await expect(drawer.getByRole('button', { name: /^Change Editor on/ })).toBeVisible();
        await expect(drawer.getByRole('button', { name: /^Change Viewer on/ })).toHaveCount(0);
        await expect(openCount(page)).toHaveCount(0);
        const after = noted();
        for (const [effect, more] of Object.entries(has.ruleChanged))
          expect({ effect, more: (after[effect] ?? 0) - (before[effect] ?? 0) }).toEqual({ effect, more });
        expect(over.tenant.replyFaults).toEqual([]);
      });
    } finally {
      await over.tenant.stop();
    }
  });
}
