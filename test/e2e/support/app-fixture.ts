import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { AnswerDialog, RunningApp } from './running-app.ts';
import { startApp } from './start-app.ts';

export { expect } from '@playwright/test';

interface AppFixtures {
  /** Variables and flags for the app; set with `test.use`. */
  readonly appEnv: Readonly<Record<string, string>>;
  readonly appArgs: readonly string[];
  /** A fresh profile folder, removed afterwards. */
  readonly profileDir: string;
  readonly app: RunningApp;
  readonly page: Page;
  readonly shellName: RunningApp['shellName'];
  readonly answerDialog: (answer: AnswerDialog) => Promise<void>;
}

interface WorkerFixtures {
  /** Says once which shell the tests run in. */
  readonly announce: (shellName: string) => void;
  /** Which file the lasting app is for; another name is another app. */
  readonly lastingFor: string;
  /** One app for all tests of a file that leave nothing behind but what is on screen; started when the first asks for it. */
  readonly lastingApp: RunningApp;
}

/** The product with a fresh profile, started for each test and quit after it. */
export const test = base.extend<AppFixtures, WorkerFixtures>({
  announce: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures are wanted from the pattern
    async ({}, use) => {
      let said = false;
      await use((shellName) => {
        if (!said) process.stdout.write(`  the window runs in: ${shellName}\n`);
        said = true;
      });
    },
    { scope: 'worker' },
  ],
  lastingFor: ['', { option: true, scope: 'worker' }],
  lastingApp: [
    async ({ announce, lastingFor }, use) => {
      const folder = mkdtempSync(join(tmpdir(), `rolebook-e2e-${lastingFor}-`));
      const app = await startApp({ profileDir: folder });
      announce(app.shellName);
      await use(app);
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  appEnv: [{}, { option: true }],
  appArgs: [[], { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- as above
  profileDir: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'rolebook-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  app: async ({ profileDir, appEnv, appArgs, announce }, use, testInfo) => {
    const app = await startApp({ profileDir, env: appEnv, args: appArgs });
    announce(app.shellName);
    await use(app);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('app output', { body: app.output(), contentType: 'text/plain' });
      const shot = await app.page.screenshot().catch(() => null);
      if (shot !== null) await testInfo.attach('window', { body: shot, contentType: 'image/png' });
    }
    await app.close();
  },
  page: async ({ app }, use) => use(app.page),
  shellName: async ({ app }, use) => use(app.shellName),
  answerDialog: async ({ app }, use) => use((answer) => app.answerDialog(answer)),
});

/** The product for tests that leave nothing behind: started once, and its window loaded anew for each test. */
export const lastingTest = test.extend({
  app: async ({ lastingApp }, use, testInfo) => {
    const before = lastingApp.output().length;
    await lastingApp.page.goto(lastingApp.origin);
    await use(lastingApp);
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach('app output', {
        body: lastingApp.output().slice(before),
        contentType: 'text/plain',
      });
  },
});
