import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { newUser, search } from './support/changes-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';
import { startApp } from './support/start-app.ts';

const passphrase = 'four calm river stones';

/** Comes back once the main process has heard of everything that the page told it before. */
const heard = (page: Page): Promise<unknown> => reasonsOfRefusal(page);

/** What a script in the page gets for asking the main process for everything a locked one must not tell. */
async function reasonsOfRefusal(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    type Answer = { readonly ok: boolean; readonly error?: { readonly reason: string } };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the page is looked at without its types
    const api = (window as unknown as Record<string, unknown>)['rolebook'] as Record<
      string,
      Record<string, (input: unknown) => Promise<Answer>>
    >;
    const ask = async (room: string, method: string): Promise<string> => {
      const answer = await api[room]?.[method]?.({});
      return answer?.ok === true ? 'answered' : (answer?.error?.reason ?? 'nobody');
    };
    return Promise.all([
      ask('session', 'state'),
      ask('credentials', 'list'),
      ask('tenants', 'list'),
      ask('settings', 'get'),
      ask('scopes', 'tree'),
    ]);
  });
}

test('a locked window shows nothing, is told nothing, and comes back to where it was', async ({
  page,
  profileDir,
  app,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await newUser(page, 'hidden@example.com', false);
    // The dialog shows the credential in the place of the form once the user is saved; closed before, it would come back.
    const handed = page.getByText(/^The temporary password is kept only in this app/);
    await expect(handed).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).first().click();
    await expect(handed).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+,');
    const section = page.getByRole('region', { name: 'Lock' });
    await section.getByRole('button', { name: 'Set a passphrase…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set the passphrase' });
    await dialog.getByLabel('New passphrase').fill(passphrase);
    await dialog.getByLabel('Once more').fill(passphrase);
    await dialog.getByRole('button', { name: 'Set passphrase' }).click();
    await expect(section.getByText(/^A passphrase is set/)).toBeVisible();

    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('tab', { name: /^All/ }).click();
    await search(page, 'viewer@example.com');
    await page.evaluate(() => Object.assign(window, { leftover: 'of the page before' }));
    const address = page.url();

    await page.getByRole('button', { name: 'New user' }).click();
    await page.getByRole('dialog').getByLabel('E-mail').fill('half.typed@example.com');
    await heard(page);

    await page.keyboard.press('ControlOrMeta+Shift+l');
    await expect(page.getByRole('heading', { name: 'Rolebook is locked' })).toBeVisible();
    expect(await page.title()).toBe('Rolebook – locked');
    expect(await page.content()).not.toContain('@example.com');
    expect(await page.evaluate(() => 'leftover' in window)).toBe(false);
    expect(new Set(await reasonsOfRefusal(page))).toEqual(new Set(['locked']));

    await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
    await page.keyboard.type('four calm river stone');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^This is not the passphrase/)).toBeVisible();
    await page.keyboard.type(passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('grid').getByText('viewer@example.com')).toBeVisible();
    expect(page.url()).toBe(address);
    // What was typed and not saved is back, once.
    const typed = page.getByRole('dialog', { name: 'New user' });
    await expect(typed.getByLabel('E-mail')).toHaveValue('half.typed@example.com');
    await typed.getByRole('button', { name: 'Close' }).first().click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(typed).toHaveCount(0);
  } finally {
    await app.close();
    await over.tenant.stop();
  }

  // A new start is no way around the lock.
  const again = await startApp({ profileDir });
  try {
    await expect(again.page.getByRole('heading', { name: 'Rolebook is locked' })).toBeVisible();
    expect(new Set(await reasonsOfRefusal(again.page))).toEqual(new Set(['locked']));
    await again.page.keyboard.type(passphrase);
    await again.page.keyboard.press('Enter');
    await expect(again.page.getByRole('heading', { name: 'Rolebook is locked' })).toHaveCount(0);
    await expect(again.page.getByRole('navigation').first()).toBeVisible();
  } finally {
    await again.close();
  }
});

test('where the keychain that holds the proof is silent, it starts locked, says why, and asks again', async ({
  profileDir,
}) => {
  // As an earlier run with a passphrase leaves it.
  writeFileSync(join(profileDir, 'lock.json'), '{"passphrase":true}\n', { mode: 0o600 });
  const silent = await startApp({
    profileDir,
    env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(profileDir, 'nobody')}` },
  });
  try {
    const { page } = silent;
    await expect(page.getByRole('heading', { name: 'Rolebook is locked' })).toBeVisible();
    await expect(page.getByText(/^The keychain that holds what proves it does not answer/)).toBeVisible();
    expect(new Set(await reasonsOfRefusal(page))).toEqual(new Set(['locked']));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('alert')).toHaveText('The system’s keychain refused.');
    await expect(page.getByRole('heading', { name: 'Rolebook is locked' })).toBeVisible();
    expect(new Set(await reasonsOfRefusal(page))).toEqual(new Set(['locked']));
  } finally {
    await silent.close();
  }
});
