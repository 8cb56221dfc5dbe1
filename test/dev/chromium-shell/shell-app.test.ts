import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ShellApp } from '../../../dev/chromium-shell/shell-app.ts';
import type { PreventableEvent } from '../../../dev/chromium-shell/preventable.ts';

const exit = vi.fn<(code?: number | string | null) => never>();
beforeEach(() => void vi.spyOn(process, 'exit').mockImplementation(exit));
afterEach(() => {
  vi.restoreAllMocks();
  exit.mockReset();
});

/** An app whose windows answer as told. */
function make(closeWindows: () => Promise<boolean> = async () => true): ShellApp {
  return new ShellApp(import.meta.filename, { start: async () => {}, closeWindows, stop: async () => {} });
}

it('quits when asked again after the app said no', async () => {
  const app = make();
  app.once('before-quit', (event: PreventableEvent) => event.preventDefault());
  app.quit();
  expect(exit).not.toHaveBeenCalled();
  app.quit();
  await expect.poll(() => exit.mock.calls).toEqual([[0]]);
});

it('quits when the app says no and asks again by itself, as after a question', async () => {
  const app = make();
  app.once('before-quit', (event: PreventableEvent) => {
    event.preventDefault();
    void Promise.resolve().then(() => app.quit());
  });
  app.quit();
  await expect.poll(() => exit.mock.calls).toEqual([[0]]);
});

it('quits when asked again after a window stayed open', async () => {
  const answers = [false, true];
  const app = make(async () => answers.shift() ?? true);
  app.quit();
  await new Promise((resolve) => setImmediate(resolve));
  expect(exit).not.toHaveBeenCalled();
  app.quit();
  await expect.poll(() => exit.mock.calls).toEqual([[0]]);
});

it('asks once when it is told to quit twice meanwhile', async () => {
  const app = make();
  let asked = 0;
  app.on('before-quit', () => (asked += 1));
  app.quit();
  app.quit();
  await expect.poll(() => exit.mock.calls).toEqual([[0]]);
  expect(asked).toBe(1);
});
