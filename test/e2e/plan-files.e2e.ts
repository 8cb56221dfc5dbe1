import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/app-fixture.ts';
import { openCount, openPage } from './support/changes-steps.ts';
import { connectAsAdministrator, startTenant } from './support/tenant-over-http.ts';

test('staged changes wait while online, change places, and travel as a plan file', async ({
  page,
  answerDialog,
  profileDir,
}) => {
  const over = await startTenant();
  try {
    await connectAsAdministrator(page, over);
    await openPage(page, 'Service accounts');
    for (const name of ['first-farm', 'second-farm']) {
      await page.getByRole('button', { name: 'New service account' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill(name);
      await page.getByRole('dialog').getByRole('button', { name: 'Stage' }).click();
      await expect(page.getByText(`Saved: new service account ${name}.`)).toBeVisible();
    }
    await openPage(page, 'Changes');
    const plan = page.getByRole('treegrid', { name: 'Open changes' });
    const titles = (): Promise<string[]> => plan.getByRole('row').allInnerTexts();
    await expect
      .poll(async () => (await titles()).map((text) => /(first|second)-farm/.exec(text)?.[1]))
      .toEqual(['first', 'second']);

    await test.step('Alt with an arrow changes places', async () => {
      await plan.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Alt+ArrowUp');
      await expect
        .poll(async () => (await titles()).map((text) => /(first|second)-farm/.exec(text)?.[1]))
        .toEqual(['second', 'first']);
    });

    const file = join(profileDir, 'changes.plan.json');
    await answerDialog((question) => (question.kind === 'message' ? undefined : file));
    await test.step('the plan is written, readable by its owner alone', async () => {
      await page.getByRole('button', { name: 'Plan files' }).click();
      await page.getByRole('menuitem', { name: 'Export plan…' }).click();
      await expect(page.getByText('Plan written: 2 changes.')).toBeVisible();
      expect(existsSync(file)).toBe(true);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(file, 'utf8')).toContain('second-farm');
    });

    await test.step('discarded by the keyboard, after saying what goes', async () => {
      await plan.focus();
      await page.keyboard.press('ControlOrMeta+a');
      await expect(page.getByRole('region', { name: 'Selection' })).toContainText('2 selected');
      await page.locator('[data-act="discard-selected"]').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard 2 changes' }).click();
      await expect(openCount(page)).toHaveCount(0);
    });

    await test.step('the plan comes back, staged, and is sent', async () => {
      await page.getByRole('button', { name: 'Plan files' }).click();
      await page.getByRole('menuitem', { name: 'Import plan…' }).click();
      await expect(page.getByText('Taken over from the plan: 2 changes.')).toBeVisible();
      await page.getByRole('button', { name: 'Send all' }).click();
      await expect(page.getByText('Sent: 2 changes.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Credentials: 2 to hand over' })).toBeVisible();
    });
  } finally {
    await over.tenant.stop();
  }
});
