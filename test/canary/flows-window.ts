import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { launchRolebook, type RunningRolebook } from '../../dev/chromium-shell/launch.ts';
import { newUser } from '../e2e/support/changes-steps.ts';
import { holdToRead } from '../e2e/support/credential-steps.ts';
import { openUser } from '../e2e/support/open-user.ts';
import { fillConnect, usersOnScreen } from '../e2e/support/tenant-over-http.ts';
import { type FlowBook, must, same, until } from './flow-book.ts';
import type { Sandbox } from './sandbox.ts';

/** Tells every title and everything that is announced, as long as the page lives. */
function watchPage(): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the binding that the test has put there
  const tell = (window as unknown as { canarySaw: (text: string) => void }).canarySaw;
  const seen = new Set<string>();
  const look = (): void => {
    const live = document.querySelectorAll('[role=status],[role=alert],[role=log],[aria-live],[data-toast]');
    for (const text of [document.title, ...[...live].map(({ textContent }) => textContent)]) {
      if (seen.has(text)) continue;
      seen.add(text);
      tell(text);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  look();
}

/** The window itself, in the Chromium shell: typed, shown while held, copied, locked, killed. */
export async function windowFlows(sandbox: Sandbox, { run }: FlowBook): Promise<void> {
  const tenant = await sandbox.tenant('the tenant of the window');
  const profileDir = join(sandbox.folders.profiles, 'window');
  const env = Object.fromEntries(
    Object.entries(sandbox.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const apps: RunningRolebook[] = [];
  const open = async (): Promise<Page> => {
    const app = await launchRolebook({ profileDir, env, timeoutMs: 90_000 });
    apps.push(app);
    sandbox.listenTo(app.process, 'the window’s app');
    const { page } = app;
    await page.exposeBinding('canarySaw', (_, text: string) => void sandbox.window.push(Buffer.from(text)));
    await page.addInitScript(watchPage);
    await page.evaluate(watchPage);
    page.setDefaultTimeout(60_000);
    return page;
  };
  const page = await open();
  const wait = { timeout: 60_000 };
  const { administrator } = tenant;

  await run('window: a wrong password typed', async () => {
    const password = sandbox.marks.password('wrong secret typed into the window');
    await fillConnect(page, tenant.url, { email: administrator.account, password });
    await expect(page.getByText('does not know this e-mail and password').first()).toBeVisible(wait);
    return 'sent and refused';
  });

  await run('window: connected', async () => {
    await page.getByLabel('Password', { exact: true }).fill(administrator.secret);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('button', { name: 'Start' }).click(wait);
    await usersOnScreen(page);
    return 'users on screen';
  });

  await run('window: a new user, the password shown while a button is held', async () => {
    await newUser(page, 'window@canary.test', true);
    await expect(page.getByRole('region', { name: 'Credential' })).toBeVisible(wait);
    same(await holdToRead(page), tenant.issued.at(-1), 'what was shown');
    must(!(await page.content()).includes(sandbox.marks.anchor), 'it stays on the page');
    return 'shown, and gone when let go';
  });

  await run('window: copied', async () => {
    await page.locator('[data-copy-secret]').click();
    await expect(page.getByText(/30 s|seconds/).first()).toBeVisible(wait);
    await page.getByRole('button', { name: 'Close' }).first().click();
    return 'the window says for how long';
  });

  await run('window: locked with a secret in the tray, and unlocked', async () => {
    const drawer = await openUser(page, 'viewer@example.com');
    await drawer.getByRole('button', { name: 'Reset password' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
    const panel = page.getByRole('region', { name: 'Credential' });
    await panel.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Leave it in the tray' }).click();
    await page.keyboard.press('ControlOrMeta+Shift+l');
    await expect(page.getByRole('heading', { name: 'Rolebook is locked' })).toBeVisible(wait);
    must(!(await page.content()).includes(sandbox.marks.anchor), 'a secret is on the locked page');
    const title = await page.title();
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(page.getByRole('button', { name: 'Credentials: 1 to hand over' })).toBeVisible(wait);
    return `title “${title}”, then the tray as it was`;
  });

  await run('window: killed while a secret is on screen', async () => {
    await page.getByRole('button', { name: 'Credentials: 1 to hand over' }).click();
    await page.getByRole('button', { name: 'Hand over…' }).first().click();
    const panel = page.getByRole('region', { name: 'Credential' });
    await panel.getByRole('button', { name: /^Hold to show/ }).focus();
    await page.keyboard.down('Space');
    await expect(panel.locator('output[data-revealed]')).toBeVisible(wait);
    const [app] = apps;
    if (app === undefined) throw new Error('no app');
    const gone = new Promise((resolve) => app.process.once('close', resolve));
    app.process.kill('SIGKILL');
    await gone;
    await until('the end of the window', async () => !app.browser.isConnected());
    return `SIGKILL; ${sandbox.window.length} titles and announcements so far`;
  });

  // Whatever went wrong before: what is started is ended.
  apps[0]?.process.kill('SIGKILL');

  await run('window: started again after that, and closed', async () => {
    const again = await open();
    // It comes back to where it was: a search.
    await expect(again.getByRole('grid').getByText('viewer@example.com').first()).toBeVisible(wait);
    const code = await apps.at(-1)?.close();
    return `exit code ${code ?? 'none'}`;
  });
  for (const app of apps.slice(1)) app.process.kill('SIGKILL');
}
