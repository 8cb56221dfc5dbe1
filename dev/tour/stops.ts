import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import type { Locator, Page } from 'playwright-core';
import type { RunningRolebook } from '../chromium-shell/launch.ts';
import type { TourBook } from './book.ts';
import { walkReview } from './review-stops.ts';
import { must, openPage, setWorkOffline } from './steps.ts';

const newcomer = 'grace.lindqvist@example.com';
/** Made while the tenant cannot be asked. */
const offlineNewcomer = 'edith.clarke@example.com';

const grid = (page: Page): Locator => page.getByRole('grid');
const rowCount = async (page: Page): Promise<number> =>
  Number(await grid(page).getAttribute('aria-rowcount')) - 1;

async function rowsBecome(page: Page, wanted: (rows: number) => boolean): Promise<number> {
  for (let looks = 0; ; looks += 1) {
    const rows = await rowCount(page);
    must(looks < 400, `the table stays at ${rows} rows`);
    if (wanted(rows)) return rows;
    await grid(page).evaluate(
      (element) =>
        new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            resolve();
          });
          observer.observe(element, { attributes: true, subtree: true, childList: true });
          setTimeout(resolve, 50);
        }),
    );
  }
}

/** The way of an administrator's first quarter of an hour, through the real screens. */
export async function walk(
  book: TourBook,
  app: RunningRolebook,
  size: { width: number; height: number },
): Promise<void> {
  const { page } = app;

  await book.stop('Connect', async () => {
    await page.getByRole('button', { name: 'Open demo tenant' }).waitFor();
    return 'the first screen';
  });

  await book.stop('Demo tenant signed in', async () => {
    await page.getByRole('button', { name: 'Open demo tenant' }).click();
    await page.getByRole('button', { name: 'Start' }).waitFor();
    return 'version probed, rights read';
  });

  await book.stop('Users after the first sync', async () => {
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('[data-sync-chip]').getByText('Fresh').waitFor();
    await page.getByRole('tab', { name: /^All/ }).click();
    const rows = await rowsBecome(page, (count) => count >= 400);
    return `${rows} users in the mirror`;
  });

  await book.stop('Search', async () => {
    const all = await rowCount(page);
    await page.keyboard.press('/');
    await page.keyboard.type('ann');
    const rows = await rowsBecome(page, (count) => count < all);
    must(rows > 0, 'nobody was found by “ann”');
    return `“ann” matches ${rows}`;
  });

  await book.stop('Filter', async () => {
    const before = await rowCount(page);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await rowsBecome(page, (count) => count > before);
    const all = await rowCount(page);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const editor = page.getByRole('dialog').filter({ hasText: 'Roles' });
    await editor.getByRole('button', { name: 'Roles' }).click();
    await editor.getByText('Editor', { exact: true }).click();
    const rows = await rowsBecome(page, (count) => count < all);
    await page.keyboard.press('Escape');
    must(rows > 0, 'nobody is an Editor');
    return `${rows} users hold the role Editor`;
  });

  await book.stop('One user in the drawer', async () => {
    await page.locator('[role="row"] [role="gridcell"]').nth(1).click();
    const drawer = page.getByLabel(/^Details of/);
    await drawer.getByText('Editor').first().waitFor();
    const title = (await drawer.getByRole('heading').first().innerText()).trim();
    return `rules, groups and dates of ${title}`;
  });

  await book.stop('Why somebody may do something', async () => {
    await page.locator('[data-access-link]').first().click();
    const cells = page.getByRole('grid', { name: /^What .* can do$/ }).getByRole('button');
    await cells.filter({ hasText: 'R' }).first().click();
    const paths = page.locator('[data-paths-pane]');
    const ways = await paths.getByRole('listitem').count();
    must(ways > 0, 'nothing gives a right that is shown');
    return `${ways} ${ways === 1 ? 'path' : 'paths'} to: ${await paths.getByRole('heading').first().innerText()}`;
  });

  await book.stop('Who else can do it', async () => {
    await page.locator('[data-ask="who"]').click();
    return (await page.locator('[data-who-summary]').innerText()).trim();
  });

  await book.stop('Access rules', async () => {
    await openPage(page, 'Access rules');
    const rows = await rowsBecome(page, (count) => count > 1000);
    return `${rows} access rules`;
  });

  await book.stop('A role and its permissions', async () => {
    await openPage(page, 'Roles');
    await rowsBecome(page, (count) => count > 10);
    await page
      .getByRole('gridcell')
      .filter({ hasText: /^Editor$/ })
      .first()
      .click();
    await page
      .getByLabel(/^Details of/)
      .getByLabel('Legend')
      .waitFor();
    return 'Editor, entity by action';
  });

  await page.keyboard.press('Escape');
  await openPage(page, 'Users');

  await book.stop('New user with two roles', async () => {
    await page.keyboard.press('Control+n');
    const dialog = page.getByRole('dialog', { name: 'New user' });
    await dialog.getByLabel('E-mail').fill(newcomer);
    await dialog.getByLabel('First name').fill('Grace');
    await dialog.getByLabel('Last name').fill('Lindqvist');
    await dialog.getByRole('checkbox', { name: 'Editor', exact: true }).check();
    const editor = dialog.getByRole('region', { name: 'Where Editor holds' });
    await editor.getByRole('radio', { name: /^Departments/ }).check();
    await editor.getByRole('treeitem').filter({ hasText: 'Vision' }).first().click();
    await dialog.getByRole('checkbox', { name: 'L1 researcher', exact: true }).check();
    const researcher = dialog.getByRole('region', { name: 'Where L1 researcher holds' });
    await researcher.getByRole('radio', { name: /^Projects/ }).check();
    await researcher.getByRole('textbox').fill('demo-day');
    await researcher.getByRole('treeitem').filter({ hasText: 'demo-day' }).first().click();
    await dialog.getByRole('heading', { name: '2 access rules will be made' }).waitFor();
    return `${newcomer}: Editor on a department, L1 researcher on a project`;
  });

  await book.stop('Saved, with its credential', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: 'Credential' }).waitFor();
    return 'account and two rules made, password in memory only';
  });

  await book.stop('Credential exported', async () => {
    const file = join(book.folder, 'grace-lindqvist.csv.age');
    app.onDialog((question) => (question.kind === 'save' ? file : undefined));
    const panel = page.getByRole('region', { name: 'Credential' });
    const passphrase = await panel.getByRole('status', { name: 'Passphrase' }).innerText();
    await panel.getByRole('button', { name: 'Save sealed file…' }).click();
    await page.getByText('sealed with age').first().waitFor();
    must(existsSync(file), 'no file was written');
    must((statSync(file).mode & 0o777) === 0o600, 'others may read the file');
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase.trim());
    const text = await decrypter.decrypt(new Uint8Array(readFileSync(file)), 'text');
    must(text.includes(newcomer), 'the file does not hold the credential');
    return `sealed with age, ${statSync(file).size} bytes, opened again`;
  });

  await book.stop('Offline', async () => {
    await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await setWorkOffline(page, true);
    await page
      .locator('[data-sync-chip]')
      .getByText(/offline/i)
      .waitFor();
    return 'no request leaves from here on';
  });

  await book.stop('Browsing offline', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lindqvist');
    await page.getByRole('option').filter({ hasText: newcomer }).first().waitFor();
    await page.keyboard.press('Escape');
    await openPage(page, 'Projects');
    const rows = await rowsBecome(page, (count) => count >= 40);
    return `${rows} projects, and the new user found by search`;
  });

  await book.stop('Edited offline', async () => {
    await openPage(page, 'Users');
    await page.keyboard.press('Control+n');
    const dialog = page.getByRole('dialog', { name: 'New user' });
    await dialog.getByLabel('E-mail').fill(offlineNewcomer);
    await dialog.getByRole('checkbox', { name: 'L1 researcher', exact: true }).check();
    const researcher = dialog.getByRole('region', { name: 'Where L1 researcher holds' });
    await researcher.getByRole('radio', { name: /^Projects/ }).check();
    await researcher.getByRole('textbox').fill('demo-day');
    await researcher.getByRole('treeitem').filter({ hasText: 'demo-day' }).first().click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('It will be sent when you go online.').waitFor();
    await page.locator('[data-search-box]').fill(newcomer);
    await rowsBecome(page, (count) => count === 1);
    await page.locator('[role="row"] [role="gridcell"]').nth(1).click();
    const drawer = page.getByLabel(/^Details of/);
    await drawer.getByRole('button', { name: /^Remove L1 researcher/ }).click();
    const removal = page.getByRole('dialog', { name: 'Remove 1 access rule?' });
    const confirm = removal.getByRole('button', { name: 'Remove 1 access rule' });
    await confirm.waitFor();
    for (const box of await removal.getByRole('checkbox', { name: /^Accept:/ }).all()) await box.check();
    await confirm.click();
    await drawer.locator('li[data-mark="removed"]').waitFor();
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await rowsBecome(page, (count) => count > 1);
    return 'a user made and a rule removed, both marked';
  });

  await book.stop('Changes that wait', async () => {
    await page.keyboard.press('Escape');
    await openPage(page, 'Changes');
    await page.getByRole('row', { name: new RegExp(`adds Create user ${offlineNewcomer}`) }).click();
    await page
      .getByLabel(/^Details of/)
      .getByText('POST')
      .waitFor();
    const count = await page.locator('[data-changes-count] [aria-hidden]').innerText();
    must(count === '3', `there are ${count} open changes instead of 3`);
    return `${count} changes as a plan, with the requests they will send`;
  });

  await book.stop('Back online', async () => {
    await page.keyboard.press('Escape');
    await setWorkOffline(page, false);
    await page.getByRole('button', { name: /^Credentials: 1 to hand over/ }).waitFor();
    await page.locator('[data-changes-count]').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Ended' }).click();
    await page.getByRole('row', { name: /Done/ }).first().waitFor();
    return 'all of it sent; the password of the new user waits in the tray';
  });

  await book.stop('Runs of sync', async () => {
    await openPage(page, 'Sync');
    await page.getByRole('table').waitFor();
    return `${(await page.getByRole('row').count()) - 1} runs, with what each took`;
  });

  await walkReview(book, app);

  await book.stop('Dark and wide', async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await openPage(page, 'Settings');
    await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click();
    await openPage(page, 'Users');
    await rowsBecome(page, (count) => count > 0);
    return '1920 × 1080';
  });

  await page.setViewportSize(size);
}
