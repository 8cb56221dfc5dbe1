// oxlint-disable typescript/no-unsafe-type-assertion -- the answers file is the test author’s own
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Dialog, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';

/** A dialog that would have been shown, as the hook sees it. */
export type DialogQuestion =
  | { readonly kind: 'save' | 'open'; readonly title: string; readonly defaultPath: string }
  | {
      readonly kind: 'message';
      readonly message: string;
      readonly buttons: readonly string[];
      readonly cancelId: number;
    };

/**
 * A path or null for a save or open dialog, paths for one that opens several, a button's number for a message. Undefined = the
 * shell's own answer.
 */
export type DialogAnswer = string | readonly string[] | number | null | undefined;

/** Answers dialogs in place of the user. */
export type DialogHook = (question: DialogQuestion) => Promise<DialogAnswer>;

/**
 * The hook that `ROLEBOOK_SHELL_DIALOGS` asks for: a folder, into which every file is saved under its suggested
 * name; or a JSON file `{ "save": [path or null, …], "open": [path, [paths] or null, …], "message": [button number, …] }`, used up one by one.
 */
export function hookFromPath(path: string): DialogHook {
  if (existsSync(path) && statSync(path).isDirectory()) {
    return async (question) =>
      question.kind === 'save' ? join(path, basename(question.defaultPath)) : undefined;
  }
  const answers = JSON.parse(readFileSync(path, 'utf8')) as {
    save?: (string | null)[];
    open?: (string | string[] | null)[];
    message?: number[];
  };
  return async ({ kind }) => answers[kind]?.shift();
}

/** The hook of a process that started this one with an IPC channel (launch.ts). */
export function hookFromParent(): DialogHook | null {
  if (process.send === undefined) return null;
  const waiting = new Map<number, (answer: DialogAnswer) => void>();
  let next = 1;
  process.on('message', (message: { kind?: string; id?: number; answer?: DialogAnswer }) => {
    if (message.kind !== 'dialog-answer' || message.id === undefined) return;
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
  });
  return (question) =>
    new Promise((resolve) => {
      const id = next;
      next += 1;
      waiting.set(id, resolve);
      process.send?.({ kind: 'dialog', id, question });
    });
}

/** A name that is not taken yet: `users.csv`, `users (2).csv`, … */
function freePath(folder: string, name: string): string {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${extension}`);
    if (!existsSync(path)) return path;
  }
}

/** What dialogs need. */
export interface DialogDeps {
  readonly hooks: readonly DialogHook[];
  readonly downloads: () => string;
  readonly say: (line: string) => void;
}

/**
 * `electron.dialog`. Chromium has no dialogs for this, so the hooks are asked in turn; when none has an answer,
 * files go to the Downloads folder under a free name, nothing is opened, messages get their cancel button, and a line
 * on standard error says so.
 */
export class ShellDialog implements Pick<Dialog, 'showErrorBox'> {
  readonly #deps: DialogDeps;

  constructor(deps: DialogDeps) {
    this.#deps = deps;
  }

  async #ask(question: DialogQuestion): Promise<DialogAnswer> {
    for (const hook of this.#deps.hooks) {
      const answer = await hook(question);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  async showSaveDialog(...args: [SaveDialogOptions] | [unknown, SaveDialogOptions]) {
    const options = args.length === 2 ? args[1] : args[0];
    const defaultPath = options.defaultPath ?? 'untitled';
    const answer = await this.#ask({ kind: 'save', title: options.title ?? '', defaultPath });
    if (typeof answer === 'string') return { canceled: false, filePath: answer };
    if (answer !== undefined) return { canceled: true, filePath: '' };
    const folder = this.#deps.downloads();
    mkdirSync(folder, { recursive: true });
    const filePath = freePath(folder, basename(defaultPath));
    this.#deps.say(`No save dialog in the Chromium shell: saving to ${filePath}`);
    return { canceled: false, filePath };
  }

  async showOpenDialog(...args: [OpenDialogOptions] | [unknown, OpenDialogOptions]) {
    const options = args.length === 2 ? args[1] : args[0];
    const { title = '', defaultPath = '' } = options;
    const answer = await this.#ask({ kind: 'open', title, defaultPath });
    if (typeof answer === 'string') return { canceled: false, filePaths: [answer] };
    if (Array.isArray(answer)) {
      // Like the system's: a dialog for one file gives one.
      const many = options.properties?.includes('multiSelections') === true;
      return { canceled: false, filePaths: answer.slice(0, many ? undefined : 1) };
    }
    if (answer === undefined) this.#deps.say(`No open dialog in the Chromium shell: “${title}” is cancelled`);
    return { canceled: true, filePaths: [] };
  }

  async showMessageBox(...args: [MessageBoxOptions] | [unknown, MessageBoxOptions]) {
    const options = args.length === 2 ? args[1] : args[0];
    const buttons = options.buttons ?? ['OK'];
    const cancelId = options.cancelId ?? options.defaultId ?? 0;
    const answer = await this.#ask({ kind: 'message', message: options.message, buttons, cancelId });
    const response = typeof answer === 'number' ? answer : cancelId;
    if (typeof answer !== 'number') {
      this.#deps.say(
        `No message box in the Chromium shell: "${options.message}" → ${buttons[response] ?? response}`,
      );
    }
    return { response, checkboxChecked: false };
  }

  showErrorBox(title: string, content: string): void {
    this.#deps.say(`${title}: ${content}`);
  }
}
