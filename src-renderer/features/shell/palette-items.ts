import { bestFirst } from '../../ui/text/best-first.ts';
import { allPages } from './pages.ts';

/** What the palette can find, in the order in which it is listed. */
export type PaletteGroup =
  | 'Pages'
  | 'Actions'
  | 'Roles'
  | 'Users'
  | 'Groups'
  | 'Service accounts'
  | 'Projects'
  | 'Departments'
  | 'Clusters';

/** Something the shell does when the palette asks for it. */
export type PaletteCommand =
  | 'newUser'
  | 'newRule'
  | 'connect'
  | 'syncNow'
  | 'sendChanges'
  | 'toggleOffline'
  | 'showShortcuts'
  | 'toggleTheme'
  | 'toggleDensity'
  | 'lock';

/** Something the palette can do. */
export interface PaletteItem {
  readonly key: string;
  readonly group: PaletteGroup;
  readonly label: string;
  /** A second, quieter text. */
  readonly detail: string | null;
  readonly keys: string | null;
  readonly run:
    | { readonly go: string; readonly search?: Readonly<Record<string, string | readonly string[]>> }
    | { readonly command: PaletteCommand };
}

const actions: readonly PaletteItem[] = [
  ['newUser', 'New user', 'Mod N'],
  ['newRule', 'New access rule', null],
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

/** Screens behind a page of the navigation. */
const innerPages: readonly {
  readonly label: string;
  readonly of: string;
  readonly go: string;
  readonly search?: Readonly<Record<string, string>>;
}[] = [
  { label: 'New role', of: 'Roles', go: '/roles/edit' },
  { label: 'Compare roles', of: 'Roles', go: '/roles/compare' },
  { label: 'Least role', of: 'Roles', go: '/roles/least' },
  { label: 'Table of roles', of: 'Roles', go: '/roles/table' },
  { label: 'Upgrade view', of: 'Roles', go: '/roles/upgrade' },
  { label: 'Who can …', of: 'Effective access', go: '/access', search: { tab: 'who' } },
  { label: 'Why not …', of: 'Effective access', go: '/access', search: { tab: 'why' } },
  { label: 'What if …', of: 'Effective access', go: '/access', search: { tab: 'what-if' } },
  { label: 'Compare two', of: 'Effective access', go: '/access', search: { tab: 'compare' } },
  { label: 'New review', of: 'Reviews', go: '/reviews/new' },
  { label: 'Open a part sent to me', of: 'Reviews', go: '/reviews', search: { open: 'packet' } },
  { label: 'Check an evidence pack', of: 'Reviews', go: '/reviews', search: { open: 'evidence' } },
  { label: 'To do', of: 'Effective access', go: '/access', search: { tab: 'to-do' } },
];

const pages: readonly PaletteItem[] = [
  ...allPages.map((page) => ({
    key: `page ${page.path}`,
    group: 'Pages' as const,
    label: page.label,
    detail: null,
    keys: `g ${page.key}`,
    run: { go: page.path },
  })),
  ...innerPages.map(({ label, of, go, search }) => ({
    key: `page ${go} ${label}`,
    group: 'Pages' as const,
    label,
    detail: of,
    keys: null,
    run: search === undefined ? { go } : { go, search },
  })),
];

/** Pages and actions that match, best first in each; all of them when nothing is typed. */
export function matchingItems(typed: string): readonly PaletteItem[] {
  return bestFirst([...pages, ...actions], typed);
}
