// oxlint-disable typescript/no-unsafe-type-assertion -- messages come from the child this file started
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { DialogAnswer, DialogQuestion } from './shell-dialog.ts';

export type { DialogAnswer, DialogQuestion } from './shell-dialog.ts';

/** How to start the product in the shell. */
export interface LaunchOptions {
  readonly profileDir: string;
  readonly headless?: boolean;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Flags for the app. */
  readonly args?: readonly string[];
  /** The main bundle; `out/main/index.js` by default. */
  readonly mainFile?: string;
  /** Gets what the app writes to standard output and standard error. */
  readonly onOutput?: (text: string) => void;
  /** How long starting may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** A running product. */
export interface RunningRolebook {
  readonly process: ChildProcess;
  /** Chromium, connected from here. */
  readonly browser: Browser;
  /** The first window, its first document loaded. */
  readonly page: Page;
  /** Open windows. */
  pages(): Page[];
  /** Sets who answers dialogs from now on; undefined as an answer means the shell's own. */
  onDialog(hook: (question: DialogQuestion) => DialogAnswer | Promise<DialogAnswer>): void;
  /** Addresses the app has asked to open in a browser. */
  readonly opened: readonly string[];
  /** Everything written so far. */
  output(): string;
  /** Quits the app, whatever it asks about that, and waits for its end; the exit code, or null when it had to be killed. */
  close(): Promise<number | null>;
}

interface ChildMessage {
  readonly kind: 'debug-endpoint' | 'dialog' | 'opened';
  readonly endpoint?: string;
  readonly id?: number;
  readonly question?: DialogQuestion;
  readonly address?: string;
}

const registerFile = fileURLToPath(new URL('./register.ts', import.meta.url));
const defaultMain = fileURLToPath(new URL('../../out/main/index.js', import.meta.url));

/** Waits for the first window's document. */
async function firstPage(browser: Browser, timeoutMs: number): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Chromium has no window');
  const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: timeoutMs }));
  await page.waitForURL(/^https:\/\/[^/]+\.localhost\//, { timeout: timeoutMs });
  return page;
}

/**
 * Starts the production bundle in the Chromium shell as a process of its own and connects to its window.
 *
 * @throws when it ends or stays silent before its window is there; the message holds its output
 */
export async function launchRolebook(options: LaunchOptions): Promise<RunningRolebook> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const child = spawn(
    process.execPath,
    [
      '--import',
      registerFile,
      options.mainFile ?? defaultMain,
      '--profile',
      options.profileDir,
      ...(options.headless === false ? [] : ['--headless']),
      '--remote-debugging-port=0',
      ...(options.args ?? []),
    ],
    { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );

  let written = '';
  const keep = (chunk: Buffer): void => {
    const text = chunk.toString('utf8');
    written += text;
    options.onOutput?.(text);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);

  const opened: string[] = [];
  let hook: (question: DialogQuestion) => DialogAnswer | Promise<DialogAnswer> = () => undefined;
  const endpoint = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<number | null>();
  child.once('exit', (code) => {
    ended.resolve(code);
    endpoint.reject(new Error(`Rolebook ended with ${code} before its window was there:\n${written}`));
  });
  child.on('message', (raw) => {
    const message = raw as ChildMessage;
    if (message.kind === 'debug-endpoint' && message.endpoint !== undefined)
      endpoint.resolve(message.endpoint);
    if (message.kind === 'opened' && message.address !== undefined) opened.push(message.address);
    if (message.kind === 'dialog' && message.question !== undefined) {
      const { id, question } = message;
      const reply = async (): Promise<void> => {
        const answer = await hook(question);
        if (child.connected) child.send({ kind: 'dialog-answer', id, answer });
      };
      reply().catch((error: unknown) => keep(Buffer.from(`dialog hook failed: ${String(error)}\n`)));
    }
  });
  const timer = setTimeout(
    () => endpoint.reject(new Error(`Rolebook did not start in ${timeoutMs} ms:\n${written}`)),
    timeoutMs,
  );

  const close = async (): Promise<number | null> => {
    // Whatever the app asks about quitting: the caller has decided.
    hook = (question) =>
      question.kind === 'message' ? question.buttons.findIndex((_, at) => at !== question.cancelId) : null;
    const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.kill('SIGTERM');
    const code = await ended.promise;
    clearTimeout(kill);
    return code;
  };

  try {
    const browser = await chromium.connectOverCDP(await endpoint.promise, { timeout: timeoutMs });
    const page = await firstPage(browser, timeoutMs);
    return {
      process: child,
      browser,
      page,
      pages: () => browser.contexts().flatMap((context) => context.pages()),
      onDialog(next) {
        hook = next;
      },
      opened,
      output: () => written,
      async close() {
        // Only lets go of the window; one that no longer answers must not keep the app from being ended.
        await Promise.race([browser.close().catch(() => {}), wait(5_000, null, { ref: false })]);
        return close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
