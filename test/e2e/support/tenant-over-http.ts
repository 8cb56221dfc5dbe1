import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  createDemoTenant,
  type DemoTenant,
  type DemoTenantOptions,
} from '../../../src-main/demo-tenant/demo-tenant.ts';

/** A demo tenant of the test's own: a real HTTP server whose journal says what truly happened. */
export interface TenantOverHttp {
  readonly tenant: DemoTenant;
  readonly url: string;
}

const openApiDocument = readFileSync(
  fileURLToPath(new URL('../../../resources/tenant-openapi.yaml', import.meta.url)),
  'utf8',
);

/** Starts one, with 60 users where nothing else is said, on a free port of this machine. Stop it with `tenant.stop()`. */
export async function startTenant(
  options: Partial<Pick<DemoTenantOptions, 'profile' | 'switches' | 'users'>> = {},
): Promise<TenantOverHttp> {
  const tenant = createDemoTenant({
    profile: '3.0',
    users: 60,
    seed: 1,
    clock: () => Date.now(),
    openApiDocument,
    ...options,
  });
  const { baseUrl } = await tenant.start();
  return { tenant, url: baseUrl };
}

/** Fills the connect form as a local user and sends it. */
export async function fillConnect(
  page: Page,
  url: string,
  who: { readonly email: string; readonly password: string },
): Promise<void> {
  await page.getByLabel('Address').fill(url);
  await page.getByText('Local user', { exact: true }).click();
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Connects as the tenant's administrator and waits until the users are on screen. */
export async function connectAsAdministrator(page: Page, { tenant, url }: TenantOverHttp): Promise<void> {
  await fillConnect(page, url, tenant.credentials.administrator);
  const start = page.getByRole('button', { name: 'Start' });
  await expect(start).toBeVisible({ timeout: 20_000 });
  await start.click();
  await usersOnScreen(page);
}

/** Waits for the table of users with rows in it, the first sync behind it. */
export async function usersOnScreen(page: Page): Promise<void> {
  await expect(page.getByRole('grid').getByText('admin@example.com').first()).toBeVisible({
    timeout: 30_000,
  });
}
