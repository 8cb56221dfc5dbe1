import type { Page } from '@playwright/test';
import { expect, lastingTest } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { openFirstOf, openPage } from './support/changes-steps.ts';
import { openUser } from './support/open-user.ts';
import { connectAsAdministrator, startTenant, usersOnScreen } from './support/tenant-over-http.ts';
import type { TenantOverHttp } from './support/tenant-over-http.ts';

/*
 * The read screens over a real tenant, in the built product: one flow a test, each with the keyboard where it can be.
 */

let over: TenantOverHttp;

/** One app for all of them: they only look, and each begins with the window loaded anew. */
const test = lastingTest.extend({
  page: async ({ app, page }, use) => {
    await page.goto(`${app.origin}/users`);
    await usersOnScreen(page);
    await use(page);
  },
});

test.use({ lastingFor: 'tables' });

test.beforeAll(async ({ lastingApp }) => {
  over = await startTenant();
  await connectAsAdministrator(lastingApp.page, over);
});

test.afterAll(async () => {
  await over.tenant.stop();
});

/** The number a tab shows; it comes with an answer of its own, which may be later than the rows. */
async function tabCount(page: Page, name: string): Promise<number> {
  const tab = page.getByRole('tab', { name });
  await expect(tab).toHaveText(/\d$/);
  return Number(/\d+$/.exec(await tab.innerText())?.[0]);
}

/** What the second column shows in the first rows, from the top. */
const firstNames = (page: Page): Promise<string[]> =>
  Promise.all(
    [0, 1, 2, 3].map((row) => page.locator(`[data-index="${row}"] [aria-colindex="2"]`).innerText()),
  );

/** The number the counter beside the search says to match. */
const matching = (page: Page) => page.getByRole('status').filter({ hasText: /\d/ }).first();

test('every page of the navigation shows rows or says why not', async ({ page }) => {
  const pages = [
    ['Groups', 'groups'],
    ['Service accounts', 'service accounts'],
    ['Access rules', 'access rules'],
    ['Roles', 'roles'],
    ['Projects', 'projects'],
    ['Departments', 'departments'],
    ['Clusters', 'clusters'],
    ['Users', 'users'],
  ] as const;
  for (const [name, noun] of pages) {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(matching(page)).toHaveText(new RegExp(`^\\d[\\d,]*( of \\d[\\d,]*)? ${noun}$`));
    await expect(page.locator('[data-index="0"]')).toBeVisible();
  }
});

test('tabs, search and filters narrow the same list, and their state is in the address', async ({ page }) => {
  const local = await tabCount(page, 'Local users');
  const sso = await tabCount(page, 'SSO users');
  const all = await tabCount(page, 'All');
  expect(local).toBeGreaterThan(0);
  expect(local + sso + (await tabCount(page, 'Pre-authorised'))).toBe(all);

  await page.getByRole('tab', { name: 'All' }).click();
  await expect(matching(page)).toHaveText(`${all} users`);
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search users')).toBeFocused();
  await page.keyboard.type('admin@');
  await expect(matching(page)).toHaveText(new RegExp(`^\\d of ${all} users$`));
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('admin@');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Roles', exact: true }).click();
  const role = page.getByRole('checkbox', { name: /^System administrator/ });
  await role.check();
  await page.keyboard.press('Escape');
  await expect(
    page.getByRole('button', { name: 'Roles is System administrator', exact: true }),
  ).toBeVisible();
  await expect(page.locator('[data-index="0"]')).toContainText('System administrator');

  await page.reload();
  await expect(
    page.getByRole('button', { name: 'Roles is System administrator', exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Remove the filter Roles/ }).click();
  await expect(matching(page)).toHaveText(`${all} users`);
});

test('the grid is one tab stop and goes by keys: move, sort, open, close, select', async ({ page }) => {
  const all = await tabCount(page, 'All');
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(matching(page)).toHaveText(`${all} users`);
  const grid = page.getByRole('grid');
  await page.getByLabel('Search users').focus();
  await page.keyboard.press('ArrowDown');
  await expect(grid).toBeFocused();

  const active = (): Promise<string | null> =>
    grid.evaluate((element) => {
      const id = element.getAttribute('aria-activedescendant');
      return id === null
        ? null
        : (document.getElementById(id)?.closest('[role="row"]')?.getAttribute('aria-rowindex') ?? null);
    });
  await page.keyboard.press('Control+End');
  // One more than the users: the head is a row too.
  await expect(grid).toHaveAttribute('aria-rowcount', String(all + 1));
  await expect.poll(active).toBe(String(all + 1));
  await page.keyboard.press('Control+Home');
  await expect.poll(active).toBe('2');

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'User' })).toHaveAttribute('aria-sort', 'ascending');
  const ordered = async (): Promise<string> => {
    const names = await firstNames(page);
    if (names.join() === names.toSorted().join()) return 'ascending';
    return names.join() === names.toSorted().toReversed().join() ? 'descending' : names.join();
  };
  await expect.poll(ordered).toBe('ascending');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'User' })).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(ordered).toBe('descending');

  await page.keyboard.press('ArrowDown');
  const [email = ''] = await firstNames(page);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary');
  await expect(drawer.getByRole('heading', { level: 2 })).toHaveText(email);
  await expect(drawer.getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(grid).toBeFocused();

  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('3 selected');
  await bar.getByRole('button', { name: /^Select all \d+ matching$/ }).click();
  await expect(bar).toContainText(`All ${all} matching selected`);
  await bar.getByRole('button', { name: 'Clear' }).click();
  await expect(bar).toHaveCount(0);

  // Control+A means the table's rows, not the page's text.
  await grid.focus();
  await page.keyboard.press('Control+a');
  await expect(bar).toContainText(`All ${all} matching selected`);
  expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toBe('');
  await bar.getByRole('button', { name: 'Clear' }).click();

  // What a search hides stays selected, and the bar says so.
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar).toContainText('2 selected');
  await page
    .getByLabel('Search users')
    .fill(await page.locator('[data-index="0"] [aria-colindex="2"]').innerText());
  await expect(bar).toContainText('1 of them is not in this list');
  await bar.getByRole('button', { name: 'Drop it' }).click();
  await expect(bar.locator('output')).toHaveText('1 selected');
  await page.getByLabel('Search users').fill('');
  await expect(matching(page)).toHaveText(`${all} users`);
  await expect(bar.locator('output')).toHaveText('1 selected');
});

test('a scrolled list shows the rows of its place, in order at rest, and keeps the keyboard’s place', async ({
  page,
}) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Access rules' }).click();
  const grid = page.getByRole('grid', { name: 'Access rules' });
  await expect(page.locator('[data-index="0"]')).not.toHaveText('');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await expect(grid).toHaveAttribute('aria-activedescendant', /./);
  const drawn = (): Promise<number[]> =>
    grid.locator('[data-index]').evaluateAll((rows) => rows.map((row) => Number(row.ariaRowIndex)));
  // The window is some 17 rows high.
  // Down through several screens, each time another element for each row, and a little up again.
  for (const row of [28, 66, 100, 80]) {
    await grid.evaluate((element, to) => element.scrollTo({ top: to }), row * 32);
    await expect(page.locator(`[data-index="${row}"] [aria-colindex="2"]`)).not.toHaveText('');
  }
  const inOrder = async (): Promise<boolean> => {
    const rows = await drawn();
    return rows.includes(82) && rows.every((row, at) => row === (rows[0] ?? 0) + at);
  };
  await expect.poll(inOrder).toBe(true);
  await expect(grid).not.toHaveAttribute('aria-activedescendant');

  await grid.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(grid).toHaveAttribute('aria-activedescendant', /./);
  const id = await grid.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${id}"]`)).toHaveAttribute('role', 'gridcell');
});

test('a text that is wider than its column ends in dots there, and no cell draws into the next one', async ({
  page,
}) => {
  await page.getByRole('tab', { name: 'All' }).click();
  const grid = page.getByRole('grid', { name: 'Users' });
  await expect(page.locator('[data-index="0"]')).toContainText('@');
  const cells = () =>
    grid.locator('[role="gridcell"]').evaluateAll((all) => {
      const of = (cell: Element) => {
        const { overflowX, textOverflow } = getComputedStyle(cell);
        const text = document.createRange();
        text.selectNodeContents(cell);
        return {
          name: cell.getAttribute('aria-colindex') === '2',
          dots: overflowX === 'hidden' && textOverflow === 'ellipsis',
          wider: text.getBoundingClientRect().right > cell.getBoundingClientRect().right - 11,
        };
      };
      return all.filter((cell) => !cell.hasAttribute('data-box')).map(of);
    });
  const all = await cells();
  expect(all.filter(({ name }) => name).length).toBeGreaterThan(5);
  expect(all.filter(({ wider, dots }) => wider && !dots)).toEqual([]);

  const width = page.getByRole('columnheader', { name: 'User' });
  const before = (await width.boundingBox())?.width ?? 0;
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 13; step += 1) await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect.poll(async () => before - ((await width.boundingBox())?.width ?? 0)).toBeGreaterThan(150);
  const narrow = await cells();
  expect(narrow.filter(({ wider, dots }) => wider && !dots)).toEqual([]);
  expect(narrow.filter(({ name, dots }) => name && !dots)).toEqual([]);
});

test('a drawer tells a user’s rules with their scope, and a role’s permissions as a grid', async ({
  page,
}) => {
  const drawer = await openUser(page, 'admin@example.com');
  await expect(drawer.getByRole('tabpanel')).toContainText('System administrator');
  await drawer.getByRole('tab', { name: 'JSON' }).click();
  await expect(drawer.getByRole('tabpanel')).toContainText('admin@example.com');

  await openPage(page, 'Roles');
  await page.getByLabel('Search roles').fill('Viewer');
  await page
    .locator('[data-index]')
    .filter({ hasText: 'Sees departments, projects, what runs in them' })
    .click();
  const roleDrawer = page.getByRole('complementary');
  const users = roleDrawer
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Projects', exact: true }) });
  await expect(users.getByRole('cell', { name: 'Read: granted', exact: true })).toBeVisible();
  await expect(users.getByRole('cell', { name: 'Delete: not granted', exact: true })).toBeVisible();
  await expect(roleDrawer.getByRole('list', { name: 'Legend' })).toBeVisible();
});

test('the palette finds a user and opens the drawer; the keyboard alone gets there', async ({ page }) => {
  // Typed on at once, as people do: not one key may be lost while the palette opens.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('admin@example');
  await expect(page.getByRole('combobox', { name: /^Find pages/ })).toHaveValue('admin@example');
  // The list of what was typed before may still stand there: wait for the one that Enter will open.
  await expect(page.getByRole('option', { selected: true })).toContainText('admin@example.com');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toHaveText(
    'admin@example.com',
  );
  await expect(page.getByRole('dialog', { name: 'Find anything' })).toHaveCount(0);
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible();
});

test('axe finds nothing on the screens, light and dark', async ({ page }) => {
  // Eight whole analyses of a page; each takes seconds on a busy machine.
  test.slow();
  for (const theme of ['Light', 'Dark']) {
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await page.getByText(theme, { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme.toLowerCase());
    await expectNothingFromAxe(page, `settings ${theme}`);
    for (const name of ['Users', 'Access rules', 'Roles']) {
      await openFirstOf(page, name);
      await expectNothingFromAxe(page, `${name} ${theme}`);
    }
  }
});

test('everything stays readable when the tenant goes down, with its age and state in words', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Fresh' }).click();
  await page.getByRole('switch', { name: 'Work offline' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Working offline/ })).toBeVisible();
  await over.tenant.stop();
  for (const name of ['Access rules', 'Roles', 'Users']) {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await expect(page.locator('[data-index="0"]')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name }).locator('..')).toContainText(
      /synced .* · working offline/,
    );
  }
});
