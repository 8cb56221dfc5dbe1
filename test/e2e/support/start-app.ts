import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { hasDisplay } from '../../../dev/chromium-shell/shell-options.ts';
import { launchRolebook } from '../../../dev/chromium-shell/launch.ts';
import { findElectron } from '../../../dev/setup/electron-binary.mjs';
import { answerElectronDialogs, dialogsOfApp } from './electron-dialogs.ts';
import type { RunningApp, StartApp } from './running-app.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

async function startInShell(options: StartApp): Promise<RunningApp> {
  const running = await launchRolebook(options);
  return {
    shellName: 'chromium-shell',
    page: running.page,
    origin: new URL(running.page.url()).origin,
    pages: () => running.pages(),
    async answerDialog(answer) {
      running.onDialog(answer);
    },
    output: () => running.output(),
    close: () => running.close(),
  };
}

async function startInElectron(program: string, options: StartApp): Promise<RunningApp> {
  let written = '';
  const app = await _electron.launch({
    executablePath: program,
    cwd: root,
    args: [root, '--profile', options.profileDir, ...(options.args ?? [])],
    env: Object.fromEntries(
      Object.entries({ ...process.env, ...options.env }).filter(
        (pair): pair is [string, string] => pair[1] !== undefined,
      ),
    ),
  });
  app.process().stdout?.on('data', (chunk: Buffer) => (written += chunk.toString('utf8')));
  app.process().stderr?.on('data', (chunk: Buffer) => (written += chunk.toString('utf8')));
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  const answerDialog = answerElectronDialogs(dialogsOfApp(app));

  return {
    shellName: 'electron',
    page,
    origin: 'app://rolebook',
    pages: () => app.windows(),
    answerDialog,
    output: () => written,
    async close() {
      const child = app.process();
      await app.close();
      return child.exitCode;
    },
  };
}

/** Starts the built product in Electron where its program is there and can show a window, else in the shell. */
export function startApp(options: StartApp): Promise<RunningApp> {
  const electron = findElectron(root);
  const usable = electron !== null && hasDisplay(process.env, process.platform) && process.getuid?.() !== 0;
  return usable ? startInElectron(electron, options) : startInShell(options);
}
