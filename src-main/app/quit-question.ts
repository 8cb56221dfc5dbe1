import type { BaseWindow, Dialog } from 'electron';

/** What asking needs. */
export interface QuitQuestionDeps {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly parent: () => BaseWindow | undefined;
}

/**
 * Asks before a quit that would lose credentials nobody has received. True = quit all the same. The safe answer is
 * the default one and what Escape means.
 */
export async function confirmLosingCredentials(deps: QuitQuestionDeps): Promise<boolean> {
  const question = {
    type: 'warning' as const,
    message: 'There are credentials that nobody has received yet.',
    detail: 'They are kept in memory only. If you quit now they are gone, and new ones have to be issued.',
    buttons: ['Keep Rolebook open', 'Quit and lose them'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const parent = deps.parent();
  const { response } = await (parent === undefined
    ? deps.dialog.showMessageBox(question)
    : deps.dialog.showMessageBox(parent, question));
  return response === 1;
}
