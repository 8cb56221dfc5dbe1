import { runInThisContext } from 'node:vm';
import type { Dialog } from 'electron';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerElectronDialogs, type DialogsOfApp } from './electron-dialogs.ts';
import type { DialogQuestion } from './running-app.ts';

/** Electron's main process as far as its dialogs go; what would be evaluated there travels as text, as in the real one. */
function fakeApp(): { readonly app: DialogsOfApp; readonly dialog: Dialog } {
  const never = (): never => {
    throw new Error('This would be a dialog of the system.');
  };
  const dialog = { showSaveDialog: never, showOpenDialog: never, showMessageBox: never } as unknown as Dialog;
  const listeners: ((text: string) => void)[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    for (const listener of listeners) queueMicrotask(() => listener(text));
  });
  const app: DialogsOfApp = {
    async evaluate(run, arg) {
      const there = runInThisContext(`(${run.toString()})`) as typeof run;
      there({ dialog }, JSON.parse(JSON.stringify(arg)) as typeof arg);
    },
    onConsole: (listener) => void listeners.push(listener),
  };
  return { app, dialog };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('dialogs of Electron, answered by a test', () => {
  it('asks for each, and gives back what was said', async () => {
    const { app, dialog } = fakeApp();
    const asked: DialogQuestion[] = [];
    const answer = answerElectronDialogs(app);
    await answer((question) => {
      asked.push(question);
      return question.kind === 'message' ? 1 : `/there/${question.kind}`;
    });
    const parent = {} as never;
    expect(await dialog.showSaveDialog(parent, { title: 'Save it', defaultPath: 'a.zip' })).toEqual({
      canceled: false,
      filePath: '/there/save',
    });
    expect(await dialog.showOpenDialog({ title: 'Open it', properties: ['openFile'] })).toEqual({
      canceled: false,
      filePaths: ['/there/open'],
    });
    expect(await dialog.showMessageBox(parent, { message: 'Really?', buttons: ['No', 'Yes'] })).toEqual({
      response: 1,
      checkboxChecked: false,
    });
    expect(asked).toEqual([
      { kind: 'save', title: 'Save it', defaultPath: 'a.zip' },
      { kind: 'open', title: 'Open it', defaultPath: '' },
      { kind: 'message', message: 'Really?', buttons: ['No', 'Yes'], cancelId: 0 },
    ]);
  });

  it('lets another answer from then on, and cancels where nothing is said', async () => {
    const { app, dialog } = fakeApp();
    const answer = answerElectronDialogs(app);
    await answer(() => '/first');
    await answer(() => undefined);
    expect(await dialog.showSaveDialog({})).toEqual({ canceled: true, filePath: '' });
    expect(await dialog.showOpenDialog({ properties: ['openFile'] })).toEqual({
      canceled: true,
      filePaths: [],
    });
    expect(await dialog.showMessageBox({ message: 'Quit?', buttons: ['Quit', 'Stay'], cancelId: 1 })).toEqual(
      { response: 1, checkboxChecked: false },
    );
    await answer(() => null);
    expect(await dialog.showSaveDialog({})).toEqual({ canceled: true, filePath: '' });
  });

  it('keeps questions apart that are asked at once', async () => {
    const { app, dialog } = fakeApp();
    await answerElectronDialogs(app)((question) =>
      question.kind === 'message' ? undefined : `/of/${question.title}`,
    );
    const both = await Promise.all([
      dialog.showSaveDialog({ title: 'one' }),
      dialog.showSaveDialog({ title: 'two' }),
    ]);
    expect(both.map(({ filePath }) => filePath)).toEqual(['/of/one', '/of/two']);
  });
});
