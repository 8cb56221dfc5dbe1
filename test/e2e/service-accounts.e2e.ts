import { expect, test } from './support/app-fixture.ts';
import { markedRow, openCount, openPage, search, setWorkOffline } from './support/changes-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

test('service accounts are made, switched, given a new secret and deleted, offline as online', async ({
  page,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await openPage(page, 'Service accounts');

    await test.step('online: made at once, with its client secret to hand over', async () => {
      await page.getByRole('button', { name: 'New service account' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('render-farm');
      await dialog.getByRole('button', { name: 'Create' }).click();
      await expect(page.getByRole('region', { name: 'Credential' })).toContainText('Client ID');
      await page.getByRole('region', { name: 'Credential' }).getByRole('button', { name: 'Done' }).click();
      await page.getByRole('button', { name: 'Leave it in the tray' }).click();
    });

    await setWorkOffline(page, true);
    await search(page, 'render-farm');
    await page.getByRole('grid').getByText('render-farm', { exact: true }).click();
    const drawer = page.getByRole('complementary', { name: 'Details of render-farm' });

    await test.step('offline: switched off and on again comes to nothing, so nothing is sent', async () => {
      await drawer.getByRole('button', { name: 'Disable' }).click();
      await expect(page.getByText('Saved: disable 1 service account.')).toBeVisible();
      await expect(markedRow(page, 'render-farm', 'Changed')).toBeVisible();
      await drawer.getByRole('button', { name: 'Enable' }).click();
      await expect(openCount(page)).toHaveCount(0);
    });

    await test.step('offline: a new secret wants its warning accepted (V35)', async () => {
      await drawer.getByRole('button', { name: 'New secret…' }).click();
      const issue = page.getByRole('dialog').getByRole('button', { name: 'Issue a new secret' });
      await expect(issue).toBeDisabled();
      await page.getByRole('dialog').getByRole('checkbox').check();
      await issue.click();
      await expect(page.getByText('Saved: new client secret for render-farm.')).toBeVisible();
    });

    await test.step('back online the new secret comes into the tray', async () => {
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await setWorkOffline(page, false);
      await expect(openCount(page)).toHaveCount(0, { timeout: 20_000 });
      await expect(
        page.getByText(/^Client secret of render-farm.* has come, to be handed over\.$/),
      ).toBeVisible();
      // The first secret is void by now, so it is no longer offered.
      await expect(page.getByRole('button', { name: 'Credentials: 1 to hand over' })).toBeVisible();
    });

    await test.step('deleted, with the phrase where it is asked for', async () => {
      await page.getByRole('grid').getByText('render-farm', { exact: true }).click();
      await drawer.getByRole('button', { name: 'Delete…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete 1 service account?' });
      await expect(dialog.locator('[data-loss]')).toBeVisible();
      for (const box of await dialog.getByRole('checkbox', { name: /^Accept:/ }).all()) await box.check();
      const phrase = dialog.getByRole('textbox');
      if ((await phrase.count()) > 0) {
        const label = await dialog.getByText(/^Type “/).innerText();
        await phrase.fill(/“(.+)”/.exec(label)?.[1] ?? '');
      }
      await dialog.getByRole('button', { name: 'Delete 1 service account' }).click();
      await expect(page.getByRole('grid').getByText('render-farm', { exact: true })).toHaveCount(0);
    });
  } finally {
    await over.tenant.stop();
  }
});
