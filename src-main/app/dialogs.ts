import { basename, join } from 'node:path';
import type { BaseWindow, Dialog, FileFilter } from 'electron';

/** What a save dialog starts from. */
export interface SaveQuestion {
  /** A file name without folders, e.g. `new-users.csv.age`. Folders and control characters in it are dropped. */
  readonly suggestedName: string;
  readonly title: string;
  /** Verb on the button, e.g. `Export`. */
  readonly buttonLabel: string;
  readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}

/** Asks the user for a place to write to; null when they changed their mind. */
export type AskSavePath = (question: SaveQuestion) => Promise<string | null>;

/** What the save dialog needs. */
export interface SaveDialogDeps {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  /** Where the dialog starts, e.g. the Documents folder. */
  readonly startFolder: () => string;
  /** The window to hang the dialog on; undefined when there is none. */
  readonly parent: () => BaseWindow | undefined;
}

/** A file name that is a file name: no folders, no control characters, no leading dots, at most 120 characters. */
export function safeFileName(suggested: string): string {
  const plain = basename(suggested.replaceAll('\\', '/')).replace(/[\p{Cc}<>:"|?*]/gu, '');
  const name = plain.replace(/^[.\s]+|[.\s]+$/g, '').slice(0, 120);
  return name === '' ? 'rolebook-export' : name;
}

/** The system's save dialog. The path stays in the main process: the window never chooses one. */
export function createSaveDialog(deps: SaveDialogDeps): AskSavePath {
  return async (question) => {
    const options = {
      title: question.title,
      buttonLabel: question.buttonLabel,
      defaultPath: join(deps.startFolder(), safeFileName(question.suggestedName)),
      filters: question.filters.map(({ name, extensions }): FileFilter => ({
        name,
        extensions: [...extensions],
      })),
      properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
    };
    const parent = deps.parent();
    const answer =
      parent === undefined
        ? await deps.dialog.showSaveDialog(options)
        : await deps.dialog.showSaveDialog(parent, options);
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  };
}

/** What an open dialog starts from. */
export type OpenQuestion = Pick<SaveQuestion, 'title' | 'buttonLabel' | 'filters'>;

/** Asks the user for one file to read; null when they changed their mind. */
export type AskOpenPath = (question: OpenQuestion) => Promise<string | null>;

/** Asks the user for files to read, as many as they like; null when they changed their mind. */
export type AskOpenPaths = (question: OpenQuestion) => Promise<readonly string[] | null>;

/** What the dialogs for opening files need. */
export interface OpenDialogDeps {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly startFolder: () => string;
  readonly parent: () => BaseWindow | undefined;
}

async function askForFiles(
  deps: OpenDialogDeps,
  { title, buttonLabel, filters }: OpenQuestion,
  properties: ('openFile' | 'multiSelections')[],
): Promise<readonly string[] | null> {
  const options = {
    title,
    buttonLabel,
    defaultPath: deps.startFolder(),
    filters: filters.map(({ name, extensions }): FileFilter => ({ name, extensions: [...extensions] })),
    properties,
  };
  const parent = deps.parent();
  const answer =
    parent === undefined
      ? await deps.dialog.showOpenDialog(options)
      : await deps.dialog.showOpenDialog(parent, options);
  return answer.canceled ? null : answer.filePaths;
}

/** The system's dialog for opening a file. */
export function createOpenDialog(deps: OpenDialogDeps): AskOpenPath {
  return async (question) => (await askForFiles(deps, question, ['openFile']))?.[0] ?? null;
}

/** The system's dialog for opening files, several in one go. */
export function createOpenManyDialog(deps: OpenDialogDeps): AskOpenPaths {
  return async (question) => {
    const paths = await askForFiles(deps, question, ['openFile', 'multiSelections']);
    return paths === null || paths.length === 0 ? null : paths;
  };
}
