import { expect, test } from './support/app-fixture.ts';
import { fillConnect, startTenant, usersOnScreen } from './support/tenant-over-http.ts';

test('the demo tenant opens with one click, says what it is, and its users appear', async ({ page }) => {
  await page.getByRole('button', { name: 'Open demo tenant' }).click();
  const summary = page.getByRole('region', { name: 'Connected' });
  await expect(summary).toContainText('Connected to Demo tenant');
  await expect(summary).toContainText('Run:ai 3.0');
  await expect(summary).toContainText('admin@example.com');
  await summary.getByRole('button', { name: 'Start' }).click();
  await usersOnScreen(page);
});

test('a pasted link works, and a wrong password is said at its field', async ({ page }) => {
  const over = await startTenant();
  try {
    const { administrator } = over.tenant.credentials;
    await fillConnect(page, `${over.url}/users?tab=sso`, { ...administrator, password: 'not-the-password' });
    const password = page.getByLabel('Password', { exact: true });
    await expect(password).toHaveAttribute('aria-invalid', 'true');
    await expect(password).toBeFocused();
    await expect(page.getByRole('alert')).toContainText('does not know this e-mail and password');
    await password.fill(administrator.password);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Connected' })).toContainText(over.url);
  } finally {
    await over.tenant.stop();
  }
});

test('who may do less is told so before anything else, with the reason', async ({ page }) => {
  const over = await startTenant();
  try {
    await fillConnect(page, over.url, over.tenant.credentials.viewer);
    const summary = page.getByRole('region', { name: 'Connected' });
    await expect(summary.getByText('Create users', { exact: true })).toBeVisible();
    await expect(summary).toContainText('System administrator');
  } finally {
    await over.tenant.stop();
  }
});

test('an address where nothing answers, and one without https, are refused at the address', async ({
  page,
}) => {
  const over = await startTenant();
  await over.tenant.stop();
  const address = page.getByLabel('Address');
  await address.fill('http://acme.example.com');
  await address.blur();
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await fillConnect(page, over.url, over.tenant.credentials.administrator);
  await expect(page.getByRole('alert')).toContainText('nothing answers at that port');
  await expect(address).toHaveAttribute('aria-invalid', 'true');
});
