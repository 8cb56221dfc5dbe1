// oxlint-disable typescript/no-unsafe-type-assertion -- the page is looked at without its types
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './support/app-fixture.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('a further window has the bridge too, and the app outlives it', async ({ app, page, shellName }) => {
  test.skip(shellName === 'electron', 'the native menu takes no keys from the test driver');
  await expect(page.locator('#root > *').first()).toBeAttached();
  await page.keyboard.press('Control+Shift+N');
  await expect.poll(() => app.pages().length).toBe(2);
  const second = app.pages().find((candidate) => candidate !== page);
  await second?.waitForFunction(() => 'rolebook' in window);
  const reply = await second?.evaluate(() => {
    const { rolebook } = window as unknown as {
      rolebook: { app: { info(input: object): Promise<unknown> } };
    };
    return rolebook.app.info({});
  });
  expect(reply).toMatchObject({ ok: true, data: { shell: 'chromium-shell' } });
  await second?.close();
  await expect.poll(() => app.pages().length).toBe(1);
  expect(await page.evaluate(() => 'rolebook' in window)).toBe(true);
});

test('a second start on the same profile goes away and leaves the first alone', async ({
  app,
  page,
  profileDir,
  shellName,
}) => {
  test.skip(shellName === 'electron', 'started here by the shell’s own command line');
  const args = [
    '--import',
    './dev/chromium-shell/register.ts',
    'out/main/index.js',
    '--profile',
    profileDir,
    '--headless',
  ];
  const second = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
  const code = await new Promise((resolve) => second.once('close', resolve));
  expect(code).toBe(0);
  expect(app.pages()).toEqual([page]);
});

test('the window’s place is kept in the profile', async ({ app, page, profileDir }) => {
  await expect(page.locator('#root > *').first()).toBeAttached();
  await app.close();
  const file = join(profileDir, 'window-place.json');
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    width: 1280,
    height: 800,
    maximized: false,
  });
});

test('a form, a redirect by meta and a blob lead nowhere else', async ({ page }) => {
  const start = new URL(page.url()).origin;
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  const attempts = [
    () => {
      const form = document.createElement('form');
      form.action = 'https://example.com/';
      form.method = 'post';
      document.body.append(form);
      form.submit();
    },
    () => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0; url=https://example.com/';
      document.head.append(meta);
    },
    () => {
      window.location.href = URL.createObjectURL(new Blob(['moved'], { type: 'text/html' }));
    },
  ];
  for (const attempt of attempts) {
    await page.evaluate(() => {
      const decided = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
        window.navigation.addEventListener('navigate', () => resolve('begun'), { once: true });
      });
      Object.assign(window, { decided });
    });
    await page.evaluate(attempt);
    // A way out that worked takes the page away in the middle of this; a place to be looked at remains in any case.
    const how = await page.evaluate(() => Reflect.get(window, 'decided') as Promise<string>).catch(String);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect([how, ...(await page.evaluate(() => [window.location.origin, 'stillHere' in window]))]).toEqual([
      expect.stringMatching(/^(refused|begun)$/),
      start,
      true,
    ]);
  }
});
