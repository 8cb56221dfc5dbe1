import type { Dialog } from 'electron';
import type { ElectronApplication } from '@playwright/test';
import type { AnswerDialog, DialogQuestion } from './running-app.ts';

/** What of a running Electron is needed. */
export interface DialogsOfApp {
  evaluate<Arg>(run: (electron: { readonly dialog: Dialog }, arg: Arg) => void, arg: Arg): Promise<void>;
  onConsole(listener: (text: string) => void): void;
}

/** {@link DialogsOfApp} of an app that Playwright drives. */
export function dialogsOfApp(app: ElectronApplication): DialogsOfApp {
  return {
    evaluate: (run, arg) => app.evaluate(run as never, arg as never),
    onConsole: (listener) => void app.on('console', (message) => listener(message.text())),
  };
}

const sign = 'rolebook-dialog ';

/** What the main process is given to answer with; `undefined` cannot travel. */
interface Told {
  readonly id: number;
  readonly paths: readonly string[];
  readonly button: number | null;
}

/** Puts questions on the console in place of Electron's dialogs. Runs in the main process: nothing outside it can be used. */
function install({ dialog }: { readonly dialog: Dialog }, prefix: string): void {
  const world = globalThis as { answerDialog?: (told: Told) => void };
  const waiting = new Map<number, (told: Told) => void>();
  world.answerDialog = (told) => {
    waiting.get(told.id)?.(told);
    waiting.delete(told.id);
  };
  let next = 0;
  const ask = (question: object): Promise<Told> =>
    new Promise((resolve) => {
      next += 1;
      waiting.set(next, resolve);
      console.log(prefix + JSON.stringify({ id: next, question }));
    });
  // With or without a window in front.
  const optionsOf = <Options>(given: readonly unknown[]): Options => given.at(-1) as Options;
  dialog.showSaveDialog = async (...given: readonly unknown[]) => {
    const { title = '', defaultPath = '' } = optionsOf<Electron.SaveDialogOptions>(given);
    const { paths } = await ask({ kind: 'save', title, defaultPath });
    return { canceled: paths.length === 0, filePath: paths[0] ?? '' };
  };
  dialog.showOpenDialog = async (...given: readonly unknown[]) => {
    const { title = '', defaultPath = '', properties = [] } = optionsOf<Electron.OpenDialogOptions>(given);
    const { paths } = await ask({ kind: 'open', title, defaultPath });
    const filePaths = properties.includes('multiSelections') ? [...paths] : paths.slice(0, 1);
    return { canceled: filePaths.length === 0, filePaths };
  };
  dialog.showMessageBox = async (...given: readonly unknown[]) => {
    const options = optionsOf<Electron.MessageBoxOptions>(given);
    const { message, buttons = ['OK'], cancelId = options.defaultId ?? 0 } = options;
    const { button } = await ask({ kind: 'message', message, buttons, cancelId });
    return { response: button ?? cancelId, checkboxChecked: false };
  };
}

/**
 * Answers Electron's own dialogs, which nothing can drive, in place of the user, as the Chromium shell does: each question comes
 * here and what is said goes back. Without an answer a file dialog is cancelled and a message gets its cancel button.
 *
 * @returns sets who answers from now on
 */
export function answerElectronDialogs(app: DialogsOfApp): (answer: AnswerDialog) => Promise<void> {
  let hook: AnswerDialog = () => undefined;
  let installed: Promise<void> | null = null;
  const reply = (text: string): void => {
    if (!text.startsWith(sign)) return;
    const { id, question } = JSON.parse(text.slice(sign.length)) as { id: number; question: DialogQuestion };
    const said = hook(question);
    const paths = [said].flat().filter((one) => typeof one === 'string');
    const told: Told = { id, paths, button: typeof said === 'number' ? said : null };
    void app.evaluate((_, back: Told) => {
      (globalThis as { answerDialog?: (told: Told) => void }).answerDialog?.(back);
    }, told);
  };
  return async (answer) => {
    hook = answer;
    if (installed === null) {
      app.onConsole(reply);
      installed = app.evaluate(install, sign);
    }
    await installed;
  };
}
