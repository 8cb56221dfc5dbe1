import type { Cell } from '../../../src-shared/views/view-query.ts';
import { allPages } from './pages.ts';

/** Something the palette can do. */
export interface PaletteItem {
  readonly key: string;
  readonly group: 'Pages' | 'Actions' | 'Users';
  readonly label: string;
  /** A second, quieter text. */
  readonly detail: string | null;
  readonly keys: string | null;
  readonly run:
    | { readonly go: string; readonly search?: Readonly<Record<string, string>> }
    | {
        readonly command:
          | 'newUser'
          | 'connect'
          | 'syncNow'
          | 'sendChanges'
          | 'toggleOffline'
          | 'showShortcuts'
          | 'toggleTheme'
          | 'toggleDensity'
          | 'lock';
      };
}

const actions: readonly PaletteItem[] = [
  ['newUser', 'New user', 'Mod N'],
  ['syncNow', 'Sync now', null],
  ['sendChanges', 'Send all changes', null],
  ['toggleOffline', 'Work offline, or go online again', null],
  ['connect', 'Connect another tenant', null],
  ['toggleTheme', 'Switch between light and dark', null],
  ['toggleDensity', 'Switch between normal and dense rows', null],
  ['lock', 'Lock Rolebook', 'Mod Shift L'],
  ['showShortcuts', 'Show the keyboard shortcuts', '?'],
].map(([command, label, keys]) => ({
  key: `action ${command}`,
  group: 'Actions',
  label,
  detail: null,
  keys,
  run: { command },
})) as readonly PaletteItem[];

const pages: readonly PaletteItem[] = allPages.map((page) => ({
  key: `page ${page.path}`,
  group: 'Pages',
  label: page.label,
  detail: null,
  keys: `g ${page.key}`,
  run: { go: page.path },
}));

/** How well a label answers what was typed: at its start, at a word's start, inside, or not (null). */
function rank(label: string, typed: string): number | null {
  const at = label.toLowerCase().indexOf(typed);
  if (at === -1) return null;
  if (at === 0) return 0;
  return label.charAt(at - 1) === ' ' ? 1 : 2;
}

/** Pages and actions that match, best first; all of them when nothing is typed. */
export function matchingItems(typed: string): readonly PaletteItem[] {
  const wanted = typed.trim().toLowerCase();
  return [...pages, ...actions]
    .map((item, order) => ({ item, order, rank: rank(item.label, wanted) }))
    .filter((each) => each.rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.order - b.order)
    .map((each) => each.item);
}

/** A user found in the mirror. */
export function userItem(id: string, email: Cell, name: Cell): PaletteItem {
  return {
    key: `user ${id}`,
    group: 'Users',
    label: String(email ?? id),
    detail: typeof name === 'string' && name !== '' ? name : null,
    keys: null,
    run: { go: '/users', search: { tab: 'all', q: String(email ?? ''), open: id } },
  };
}
