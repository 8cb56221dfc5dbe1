import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';

/** What any screen may start although the shell owns it. */
export interface Commands {
  readonly newUser: () => void;
  /** Opens the dialog that connects another tenant. */
  readonly connect: () => void;
  /** Opens the dialog that signs in again to the open tenant. */
  readonly signIn: () => void;
  readonly findAnything: () => void;
  readonly showShortcuts: () => void;
  readonly syncNow: () => void;
}

const CommandsContext = createContext<Commands | null>(null);

/** Gives the shell's commands to the screens. */
export function CommandsProvider(props: { commands: Commands; children: ReactNode }): ReactNode {
  return <CommandsContext value={props.commands}>{props.children}</CommandsContext>;
}

/** The shell's commands; a component outside the provider is a bug. */
export function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  if (commands === null) throw new Error('useCommands is used outside CommandsProvider');
  return commands;
}
