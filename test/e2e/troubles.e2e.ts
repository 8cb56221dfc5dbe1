import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fileIn, spoil } from '../builders/spoilt-file.ts';
import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { chip, newUser, openCount, openPage, setWorkOffline } from './support/changes-steps.ts';
import { startApp } from './support/start-app.ts';
import { connectAsAdministrator, startTenant, type TenantOverHttp } from './support/tenant-over-http.ts';

const grace = 'grace@example.com';
const rules = '/api/v1/authorization/access-rules';

/** A user with a rule on all clusters, saved without a network, then sent to a tenant with these faults. */
async function sendTo(page: Page, over: TenantOverHttp, faults: () => void): Promise<void> {
  await connectAsAdministrator(page, over);
  await page.getByRole('tab', { name: /^All/ }).click();
  await setWorkOffline(page, true);
  await newUser(page, grace, true);
  await expect(openCount(page)).toContainText('2');
  faults();
  await setWorkOffline(page, false);
}

/** The drawer of a change of the plan. */
async function openChange(page: Page, name: RegExp) {
  await openPage(page, 'Changes');
  await page.getByRole('treegrid', { name: 'Open changes' }).getByRole('row', { name }).click();
  return page.getByRole('complementary', { name: /^Details of/ });
}

test('a change whose reply was lost says what can be done, and is read, never repeated by itself', async ({
  page,
}) => {
  const over = await startTenant();
  try {
    await sendTo(page, over, () => {
      over.tenant.faults.add({
        match: { method: 'POST', path: rules, times: 1 },
        action: { kind: 'reply-lost' },
      });
      over.tenant.faults.add({
        match: { method: 'GET', path: rules },
        action: { kind: 'status', status: 503 },
      });
    });
    await expect(chip(page)).toContainText('1 unknown', { timeout: 20_000 });
    const drawer = await openChange(page, /adds Give Viewer .*Unknown/);
    await expect(drawer.getByRole('button', { name: 'Look again' })).toBeVisible();
    await expect(drawer.getByRole('button', { name: 'Forget it' })).toBeVisible();
    await expect(drawer.getByRole('button', { name: 'Discard…' })).toHaveAttribute('aria-disabled', 'true');

    over.tenant.faults.clear();
    await expect(openCount(page)).toHaveCount(0, { timeout: 60_000 });
    expect(over.tenant.journal.of('rule.created')).toHaveLength(1);
  } finally {
    await over.tenant.stop();
  }
});

test('a change that was refused for good is tried again by its own button, with what waited for it', async ({
  page,
}) => {
  const over = await startTenant();
  try {
    await sendTo(page, over, () => {
      over.tenant.faults.add({
        match: { method: 'POST', path: '/api/v1/users', times: 1 },
        action: { kind: 'status', status: 400, message: 'Not today.' },
      });
    });
    await expect(chip(page)).toContainText('1 rejected', { timeout: 20_000 });
    const drawer = await openChange(page, /adds Create user .*Rejected/);
    await expect(drawer.getByLabel('Another e-mail')).toHaveValue(grace);
    await drawer.getByRole('button', { name: 'Try again' }).click();
    await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
    expect(over.tenant.journal.of('user.created')).toHaveLength(1);
    expect(over.tenant.journal.of('rule.created')).toHaveLength(1);
  } finally {
    await over.tenant.stop();
  }
});

test('a password that was not received is issued anew when asked; one lost with the app is told at the next start', async ({
  profileDir,
}) => {
  test.setTimeout(120_000);
  const over = await startTenant();
  let app = await startApp({ profileDir });
  try {
    let { page } = app;
    await sendTo(page, over, () => {
      over.tenant.faults.add({
        match: { method: 'POST', path: '/api/v1/users', times: 1 },
        action: { kind: 'reply-lost' },
      });
    });
    await expect(chip(page)).toContainText('1 conflict', { timeout: 20_000 });
    const drawer = await openChange(page, /adds Create user .*Conflict/);
    await expect(drawer.getByRole('region', { name: 'Conflict' })).toContainText(
      'The password was not received',
    );
    await drawer.getByRole('button', { name: 'Issue a new password' }).click();
    const waiting = page.getByRole('button', { name: 'Credentials: 1 to hand over' });
    await expect(waiting).toBeVisible({ timeout: 20_000 });
    await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
    expect(over.tenant.journal.of('user.created')).toHaveLength(1);

    await app.close();
    app = await startApp({ profileDir });
    page = app.page;
    const line = page.getByRole('complementary', { name: 'Credentials that were not handed over' });
    await expect(line).toContainText(
      `The temporary password of ${grace} was not handed over before the app ended`,
      { timeout: 20_000 },
    );
    await line.getByRole('button', { name: 'Issue a new one' }).click();
    await expect(page.getByRole('button', { name: 'Credentials: 1 to hand over' })).toBeVisible({
      timeout: 20_000,
    });
    await expect(line).toHaveCount(0);
  } finally {
    await app.close();
    await over.tenant.stop();
  }
});

test('a damaged ledger is mended before anything else, at the start and while it is open, and nothing of it is sent unseen', async ({
  profileDir,
}) => {
  test.setTimeout(120_000);
  const over = await startTenant();
  let app = await startApp({ profileDir });
  try {
    await connectAsAdministrator(app.page, over);
    await setWorkOffline(app.page, true);
    await newUser(app.page, grace, true);
    await expect(openCount(app.page)).toContainText('2');
    await app.close();

    const names = readdirSync(profileDir, { recursive: true, encoding: 'utf8' });
    const ledger = join(profileDir, names.find((name) => name.endsWith('ledger.db')) ?? '');
    const bytes = readFileSync(ledger);
    bytes.fill(0, 0, 16);
    writeFileSync(ledger, bytes);

    app = await startApp({ profileDir });
    const { page } = app;
    const screen = page.getByRole('region', { name: 'Recovery' });
    await expect(screen.getByRole('heading', { name: 'Your changes were recovered' })).toBeVisible({
      timeout: 20_000,
    });
    await expect(screen).toContainText('2 changes wait for you');
    await screen.getByRole('button', { name: 'Look at the changes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible();
    await setWorkOffline(page, false);
    await expect(chip(page)).not.toContainText('offline');
    await expect(openCount(page)).toContainText('2');
    expect(over.tenant.journal.of('user.created')).toEqual([]);
    await page.getByRole('button', { name: 'Send all' }).click();
    await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
    expect(over.tenant.journal.of('user.created')).toHaveLength(1);

    await test.step('what is spoilt while the tenant is open is mended by itself, and told at once', async () => {
      await setWorkOffline(page, true);
      await openPage(page, 'Users');
      await newUser(page, 'heinrich@example.com', true);
      await expect(openCount(page)).toContainText('2');
      spoil(ledger, (content) => content.fill(0, 0, 16));
      await page.getByRole('navigation').getByText('Journal', { exact: true }).click();
      await expect(screen.getByRole('heading', { name: 'Your changes were recovered' })).toBeVisible({
        timeout: 20_000,
      });
      await expect(screen).toContainText('2 changes wait for you');
      await screen.getByRole('button', { name: 'Look at the changes' }).click();
      await expect(page.getByRole('treegrid', { name: 'Open changes' }).getByRole('row')).not.toHaveCount(0);
      expect(over.tenant.journal.of('user.created')).toHaveLength(1);
    });
  } finally {
    await app.close();
    await over.tenant.stop();
  }
});

test('a history that is spoilt while it is open is begun anew, and it is said what that takes away', async ({
  page,
  profileDir,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await openPage(page, 'History');
    await expect(page.getByText('Nothing differs between these two moments.')).toBeVisible();
    await setWorkOffline(page, true);
    await openPage(page, 'Users');
    await newUser(page, grace, true);
    await expect(openCount(page)).toContainText('2');

    spoil(fileIn(profileDir, 'history.db'), (content) => content.fill(0, 0, 16));
    await page.getByRole('navigation').getByText('History', { exact: true }).click();
    const screen = page.getByRole('region', { name: 'Recovery' });
    await expect(screen.getByRole('heading', { name: 'The history was begun anew' })).toBeVisible({
      timeout: 20_000,
    });
    await expect(screen).toContainText('Nothing tells any more what moments the history held');
    await expect(screen).toContainText('damaged');
    await expectNothingFromAxe(page, 'a history that was begun anew');
    await screen.getByRole('button', { name: 'Go on' }).click();
    // What waits was not touched, and the new history has a first moment already.
    await expect(openCount(page)).toContainText('2');
    await openPage(page, 'History');
    await expect(page.getByText('Nothing differs between these two moments.')).toBeVisible();
    await setWorkOffline(page, false);
    await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
    expect(over.tenant.journal.of('user.created')).toHaveLength(1);
  } finally {
    await over.tenant.stop();
  }
});
