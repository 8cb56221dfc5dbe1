import { allPages } from './pages.ts';

/** What a key press means to the shell. */
export type ShellAct =
  | { readonly act: 'go'; readonly path: string }
  | { readonly act: 'find' | 'new-user' | 'focus-search' | 'show-shortcuts' | 'sync' | 'toggle-navigation' };

/** The part of a key press that counts. */
export interface ShellKey {
  readonly key: string;
  /** Ctrl, or Command on a Mac. */
  readonly mod: boolean;
  readonly alt: boolean;
  /** The focus is in a field where keys are text. */
  readonly typing: boolean;
}

/** What a key does after `waiting` (an earlier `g`), and whether the next key is waited for. */
export function readKey(
  key: ShellKey,
  waiting: boolean,
): { readonly act: ShellAct | null; readonly waiting: boolean } {
  const done = (act: ShellAct | null): { act: ShellAct | null; waiting: boolean } => ({
    act,
    waiting: false,
  });
  if (key.alt) return done(null);
  if (key.mod) {
    if (key.key === 'k') return done({ act: 'find' });
    if (key.key === 'n') return done({ act: 'new-user' });
    if (key.key === 'b') return done({ act: 'toggle-navigation' });
    return done(null);
  }
  if (key.typing) return done(null);
  if (waiting) {
    const page = allPages.find((each) => each.key === key.key);
    return done(page === undefined ? null : { act: 'go', path: page.path });
  }
  if (key.key === 'g') return { act: null, waiting: true };
  if (key.key === '/') return done({ act: 'focus-search' });
  if (key.key === '?') return done({ act: 'show-shortcuts' });
  return done(null);
}

/** The sheet behind `?`. */
export const shortcutSheet: readonly {
  readonly title: string;
  readonly lines: readonly (readonly [keys: string, what: string])[];
}[] = [
  {
    title: 'Anywhere',
    lines: [
      ['Mod K', 'Find pages, actions, people, roles and scopes'],
      ['Mod N', 'New user'],
      ['/', 'Search the table'],
      ['Mod B', 'Fold or open the navigation'],
      ['Mod Shift L', 'Lock Rolebook'],
      ['?', 'This sheet'],
      ['Esc', 'Close what is open'],
    ],
  },
  { title: 'Go to', lines: allPages.map((page) => [`g ${page.key}`, page.label] as const) },
  {
    title: 'In a table',
    lines: [
      ['↑ ↓ ← →', 'Move; up from the first row leads to the header'],
      ['Home End', 'First or last cell of the row'],
      ['Mod Home', 'First row'],
      ['Mod End', 'Last row'],
      ['Enter', 'Open the row; sort in the header'],
      ['Space', 'Select the row'],
      ['Shift ↓', 'Select a range'],
      ['Mod A', 'Select all that match'],
      ['Alt Shift ← →', 'Column width, in the header'],
    ],
  },
  {
    title: 'In Changes',
    lines: [
      ['← →', 'Fold or open a group'],
      ['Mod A', 'Select all'],
      ['Delete', 'Discard what the keyboard is on'],
      ['Mod Z', 'Undo the set the keyboard is on; among the ended ones, bring back'],
      ['Alt ↑ ↓', 'Send earlier or later, where independent'],
    ],
  },
  {
    title: 'Deciding in a review',
    lines: [
      ['↑ ↓', 'Move; j goes down as well'],
      ['K', 'Keep'],
      ['R', 'Revoke'],
      ['C', 'Change to another role or place'],
      ['D', 'Put off, somebody finds out'],
      ['N', 'Not mine'],
      ['1 – 9', 'Reason'],
      ['U', 'Take back the last decision'],
      ['G', 'Same role and place together, or not'],
      ['→ ←', 'Open or fold a group'],
      ['Mod Enter', 'Sign off'],
    ],
  },
];
