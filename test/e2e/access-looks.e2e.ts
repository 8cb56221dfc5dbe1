import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { expectNothingFromAxe } from './support/axe.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

/* Every screen of roles and of effective access: nothing wrong for those who do not see it, light and dark, nothing wider
   than the window, and every state told apart without any colour of ours. */

const screens: readonly (readonly [name: string, path: string, heading: string])[] = [
  ['roles side by side, empty', '/roles/compare', 'Compare roles'],
  ['the least role', '/roles/least', 'Least role'],
  ['the table of roles', '/roles/table?q=project', 'Table of roles'],
  ['the printed table', '/roles/table?version=2.13&q=project', 'Table of roles'],
  ['an upgrade', '/roles/upgrade?from=2.13&to=2.15', 'Upgrade'],
  ['a new role', '/roles/edit', 'New role'],
  [
    'what somebody can do',
    '/access?s=user:max.many-groups@example.com&need=read+project',
    'Effective access',
  ],
  ['who can, empty', '/access?tab=who', 'Effective access'],
  ['who can', '/access?tab=who&need=delete+project', 'Effective access'],
  ['why not', '/access?tab=why&s=user:viewer@example.com&need=delete+project', 'Effective access'],
  ['what if', '/access?tab=what-if', 'Effective access'],
  [
    'two compared',
    '/access?tab=compare&s=user:viewer@example.com&b=user:editor@example.com',
    'Effective access',
  ],
  ['what is left to do', '/access?tab=to-do', 'Effective access'],
];

/** Screens that between them show every kind of cell, mark and chip: those whose contrast is looked at in the dark too. */
const inTheDark: ReadonlySet<string> = new Set([
  'the table of roles',
  'a new role',
  'what somebody can do',
  'who can',
  'two compared',
]);

/** Goes there as the button Back would, and waits until nothing is worked out any more. */
async function show(page: Page, path: string, heading: string): Promise<void> {
  await page.evaluate((there) => {
    history.pushState(null, '', there);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await expect(page.getByText(/^Working (it )?out/)).toHaveCount(0);
}

const background = (page: Page, selector: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).background);

test('every screen of roles and effective access: axe, light and dark, and no wider than the window', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const [name, path, heading] of screens)
      await test.step(name, async () => {
        await show(page, path, heading);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
        for (const colorScheme of inTheDark.has(name) ? (['light', 'dark'] as const) : (['light'] as const)) {
          await page.emulateMedia({ colorScheme });
          await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
          // What is wrong in the light is so in the dark as well, but for the contrast.
          await expectNothingFromAxe(page, `${name}, ${colorScheme}`, {
            inside: 'main',
            ...(colorScheme === 'dark' && { rules: ['color-contrast'] }),
          });
        }
      });
  } finally {
    await over.tenant.stop();
  }
});

test('with the colours of the system, what is granted, in part, or chosen still differs', async ({
  page,
}) => {
  test.slow();
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await page.emulateMedia({ forcedColors: 'active' });
    await show(page, '/access?s=user:admin@example.com', 'Effective access');
    const legend = page.getByRole('list', { name: 'Legend' });
    await expect(legend).toBeVisible();
    const looks = await Promise.all(
      ['full', 'part', 'dormant'].map((look) =>
        background(page, `[aria-label="Legend"] [data-look="${look}"]`),
      ),
    );
    expect(new Set(looks).size).toBe(looks.length);
    expect(await background(page, '[role="tab"][aria-selected="true"]')).not.toBe(
      await background(page, '[role="tab"][aria-selected="false"]'),
    );
    expect(await background(page, 'nav [aria-current="page"]')).not.toBe(
      await background(page, 'nav a:not([aria-current])'),
    );
    expect(await background(page, '[role="grid"] [data-look="full"]')).toBe(looks[0]);
    expect(await background(page, '[role="grid"] [data-look="none"]')).not.toBe(looks[0]);
  } finally {
    await over.tenant.stop();
  }
});
