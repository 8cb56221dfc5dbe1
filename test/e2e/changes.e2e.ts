import { z } from 'zod';
import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import {
  chip,
  markedRow,
  newUser,
  openCount,
  openPage,
  search,
  setWorkOffline,
} from './support/changes-steps.ts';
import { tabTo } from './support/keyboard-steps.ts';
import { signInOtherAdmin } from './support/other-admin.ts';
import { openUser } from './support/open-user.ts';
import { startApp } from './support/start-app.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

const grace = 'grace@example.com';

test('edits made offline are marked, survive a restart, and are sent when the tenant is back', async ({
  profileDir,
}) => {
  test.setTimeout(120_000);
  const over = await startTenant();
  let app = await startApp({ profileDir });
  try {
    let { page } = app;
    await connectAsAdministrator(page, over);
    await page.getByRole('tab', { name: /^All/ }).click();
    await setWorkOffline(page, true);

    await test.step('a user with a role, saved here, with Undo in the notice', async () => {
      await newUser(page, grace, true);
      const notice = page.getByText(`Saved: new user ${grace}, 1 access rule.`);
      await expect(notice).toBeVisible();
      await expect(page.getByText('It will be sent when you go online.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      await expect(openCount(page)).toContainText('2');
    });

    await test.step('a user deleted', async () => {
      const drawer = await openUser(page, 'newcomer@example.com');
      await drawer.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByRole('button', { name: 'Delete 1 user', exact: true }).click();
      await expect(page.getByText('Saved: delete 1 user.')).toBeVisible();
      await expect(markedRow(page, 'newcomer@example.com', 'Removed')).toBeVisible();
      await page.keyboard.press('Escape');
    });

    await test.step('a rule changed', async () => {
      const drawer = await openUser(page, 'viewer@example.com');
      await drawer.getByRole('button', { name: /^Change Viewer on/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Change the access rule' });
      await dialog.getByRole('combobox', { name: 'Role' }).fill('L1 researcher');
      await page.getByRole('option', { name: 'L1 researcher', exact: true }).click();
      await dialog.getByRole('radio', { name: 'Cluster', exact: true }).check();
      await dialog.getByRole('combobox', { name: 'Cluster' }).click();
      await page.getByRole('option').first().click();
      for (const box of await dialog.getByRole('checkbox', { name: /^Accept:/ }).all()) await box.check();
      await dialog.getByRole('button', { name: 'Change rule' }).click();
      await expect(page.getByText('Saved: change Viewer on all clusters.')).toBeVisible();
      await expect(drawer.locator('li[data-mark="removed"]')).toHaveCount(1);
      await expect(drawer.locator('li[data-mark="new"]')).toBeVisible();
      await page.keyboard.press('Escape');
    });

    await test.step('nothing has left, and all of it is counted and marked', async () => {
      expect(over.tenant.journal.of('user.created')).toEqual([]);
      expect(over.tenant.journal.of('user.deleted')).toEqual([]);
      await expect(openCount(page)).toContainText('5');
      await expect(chip(page)).toContainText('Working offline · 5 pending');
      await page.locator('[data-search-box]').fill('');
      await expect(page.getByRole('list', { name: 'Open changes' })).toContainText('New 1');
    });

    await over.tenant.admin.setDown(true);
    await app.close();
    app = await startApp({ profileDir });
    page = app.page;

    await test.step('after a restart without a network everything is there', async () => {
      await expect(openCount(page)).toContainText('5', { timeout: 20_000 });
      await openPage(page, 'Users');
      await page.getByRole('tab', { name: /^All/ }).click();
      await search(page, grace);
      await expect(markedRow(page, grace, 'New')).toBeVisible();
      await openPage(page, 'Changes');
      const plan = page.getByRole('treegrid', { name: 'Open changes' });
      await expect(plan.getByRole('row', { name: new RegExp(`adds Create user ${grace}`) })).toBeVisible();
      await expect(
        plan.getByRole('row', { name: /removes Delete user newcomer@example\.com/ }),
      ).toBeVisible();
      const send = page.getByRole('button', { name: 'Send all' });
      await expect(send).toHaveAttribute('aria-disabled', 'true');
      await expect(send).toHaveAccessibleDescription(/kept/);
    });

    await test.step('and editing goes on: nothing but a missing right would bar it', async () => {
      await page.keyboard.press('ControlOrMeta+n');
      const dialog = page.getByRole('dialog', { name: 'New user' });
      await expect(dialog.getByRole('button', { name: 'Save' })).toBeEnabled();
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    });

    await test.step('back online all is sent, and the password waits in the tray', async () => {
      await over.tenant.admin.setDown(false);
      // Working offline was a choice, and the restart did not end it.
      await expect(chip(page)).toContainText('Working offline');
      expect(over.tenant.journal.of('user.created')).toEqual([]);
      await setWorkOffline(page, false);
      await expect(page.getByRole('button', { name: 'Credentials: 1 to hand over' })).toBeVisible({
        timeout: 30_000,
      });
      await expect(openCount(page)).toHaveCount(0);
      expect(over.tenant.journal.of('user.created')).toHaveLength(1);
      expect(over.tenant.journal.of('user.deleted')).toHaveLength(1);
      expect(over.tenant.journal.of('rule.created')).toHaveLength(2);
      await expect(page.getByText(`Temporary password of ${grace} has come`)).toBeVisible();
    });

    await test.step('ended changes stay listed', async () => {
      await page.getByRole('tab', { name: 'Ended' }).click();
      const ended = page.getByRole('treegrid', { name: 'Ended changes' });
      await expect(ended.getByRole('row', { name: new RegExp(`Create user ${grace}.*Done`) })).toBeVisible();
    });
  } finally {
    await app.close();
    await over.tenant.stop();
  }
});

test('a step is taken back by the notice', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.getByRole('tab', { name: /^All/ }).click();
    await setWorkOffline(page, true);
    await newUser(page, grace, false);
    await search(page, grace);
    await expect(markedRow(page, grace, 'New')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText(/^Taken back: new user/)).toBeVisible();
    await expect(page.getByRole('grid').getByText(grace)).toHaveCount(0);
    await expect(openCount(page)).toHaveCount(0);

    await test.step('and that is taken back as well', async () => {
      await page.getByRole('button', { name: 'Bring back' }).click();
      await expect(page.getByText('Brought back: 2 changes.')).toBeVisible();
      await expect(markedRow(page, grace, 'New')).toBeVisible();
      await expect(openCount(page)).toContainText('2');
    });

    await test.step('what is discarded comes back by its notice', async () => {
      await openPage(page, 'Changes');
      const plan = page.getByRole('treegrid', { name: 'Open changes' });
      await expect(plan.getByRole('row')).toHaveCount(3);
      await tabTo(page, '[role="treegrid"]');
      await page.keyboard.press('Delete');
      await page.getByRole('button', { name: 'Discard 2 changes' }).click();
      await expect(page.getByText('Discarded: 2 changes.')).toBeVisible();
      await expect(plan.getByRole('row')).toHaveCount(0);
      await expectNothingFromAxe(page, 'discarded');
      await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Bring back' }).click();
      await expect(plan.getByRole('row')).toHaveCount(3);
    });

    await test.step('an open set is undone, an ended one brought back: by the keyboard, and by the mouse', async () => {
      const plan = page.getByRole('treegrid', { name: 'Open changes' });
      await tabTo(page, '[role="treegrid"]');
      await page.keyboard.press('ControlOrMeta+z');
      await expect(plan.getByRole('row')).toHaveCount(0);
      await page.getByRole('tab', { name: /^Ended/ }).click();
      const ended = page.getByRole('treegrid', { name: 'Ended changes' });
      const act = ended.getByRole('button', { name: /^Bring back: New user/ });
      await expect(act).toHaveCount(1);
      await expect(ended.getByRole('row', { name: /was brought back already/ })).not.toHaveCount(0);
      await expectNothingFromAxe(page, 'ended changes');
      await act.click();
      await expect(openCount(page)).toContainText('2');
      await expect(act).toHaveCount(0);
      await ended
        .getByRole('row', { name: /^adds Create user .* was brought back already/ })
        .first()
        .click();
      const why = page.locator('[data-act="bring-back-one"]');
      await expect(why).toHaveAttribute('aria-disabled', 'true');
      await expect(why).toHaveAccessibleDescription(/was brought back already/);
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: /^Open/ }).click();
      await page.getByRole('button', { name: /^Undo: New user/ }).click();
      await expect(openCount(page)).toHaveCount(0);
      await page.getByRole('tab', { name: /^Ended/ }).click();
      await expect(act).toHaveCount(1);
      await tabTo(page, '[role="treegrid"]');
      await page.keyboard.press('ControlOrMeta+z');
      await expect(openCount(page)).toContainText('2');
    });
  } finally {
    await over.tenant.stop();
  }
});

const projectsReply = z.object({ projects: z.array(z.looseObject({ id: z.unknown(), name: z.string() })) });

test('conflicts are decided by the keyboard alone: whose e-mail it is, and where a role holds instead', async ({
  page,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.getByRole('tab', { name: /^All/ }).click();
    await setWorkOffline(page, true);
    await newUser(page, grace, false);
    await expect(openCount(page)).toContainText('2');

    const other = await signInOtherAdmin(over);
    await other.call('POST', '/api/v1/users', { email: grace, resetPassword: true });
    await openPage(page, 'Changes');
    const waits = page.getByRole('row', { name: /adds Give Viewer on project / });
    const title = /Give Viewer on project (\S+) to \S+/.exec((await waits.textContent()) ?? '');
    const { projects } = projectsReply.parse(await other.call('GET', '/api/v1/org-unit/projects?limit=500'));
    const project = projects.find(({ name }) => name === title?.[1]);
    over.tenant.admin.removeOrgUnit('project', String(project?.id));
    await setWorkOffline(page, false);
    await expect(chip(page)).toContainText('1 conflict', { timeout: 20_000 });

    await page.locator('body').press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible();
    const plan = page.getByRole('treegrid', { name: 'Open changes' });
    await expect(plan.getByRole('row', { name: /Conflict/ }).first()).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await expect(plan).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: `Details of Create user ${grace}` });
    await expect(drawer.getByRole('region', { name: 'Conflict' })).toContainText('The e-mail is taken');
    const choice = drawer.getByRole('button', { name: 'Use the existing account' });
    for (let steps = 0; steps < 12; steps += 1) {
      if (await choice.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(choice).toBeFocused();
    await page.keyboard.press('Enter');

    await test.step('the project of its rule is gone: another one is chosen in the conflict', async () => {
      const row = plan.getByRole('row', { name: /Give Viewer on project .*Conflict/ });
      await expect(row).toBeVisible({ timeout: 20_000 });
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      await page.keyboard.press('ArrowDown');
      await expect(plan).toBeFocused();
      await page.keyboard.press('Enter');
      const conflict = page.getByRole('region', { name: 'Conflict' });
      await expect(conflict).toContainText('The scope is gone');
      await expectNothingFromAxe(page, 'A conflict with another place to choose');
      await tabTo(page, '[data-another] input[placeholder="Choose a project"]');
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('option').first()).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(conflict.getByRole('list', { name: 'What becomes of each' })).toContainText(
        'It becomes Viewer on project',
      );
      await tabTo(page, '[data-choice="another-scope"]');
      await page.keyboard.press('Enter');
    });

    await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
    expect(over.tenant.journal.of('user.created')).toHaveLength(1);
    expect(over.tenant.journal.of('rule.created')).toHaveLength(1);
  } finally {
    await over.tenant.stop();
  }
});

test('axe finds nothing on the pages of changes and of sync, empty and full', async ({ page }) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await openPage(page, 'Changes');
    await expect(page.getByText('Nothing waits to be sent.').first()).toBeVisible();
    await expectNothingFromAxe(page, 'Changes, empty');
    await openPage(page, 'Sync');
    await expect(page.getByRole('table')).toBeVisible();
    await expectNothingFromAxe(page, 'Sync');
    await openPage(page, 'Users');
    await page.getByRole('tab', { name: /^All/ }).click();
    await setWorkOffline(page, true);
    await newUser(page, grace, false);
    await search(page, grace);
    await expect(markedRow(page, grace, 'New')).toBeVisible();
    await expectNothingFromAxe(page, 'Users with marks');
    await openPage(page, 'Changes');
    await page.getByRole('row', { name: new RegExp(`adds Create user ${grace}`) }).click();
    await expect(page.getByRole('complementary', { name: /^Details of Create user/ })).toBeVisible();
    await expectNothingFromAxe(page, 'Changes with a drawer');
  } finally {
    await over.tenant.stop();
  }
});
