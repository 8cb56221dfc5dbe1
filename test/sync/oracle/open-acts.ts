import type { Edit } from '../../../src-shared/domain/change.ts';
import type { BookRow, LedgerBook } from './ledger-book.ts';

/** How a row is marked. */
export type Mark = 'new' | 'changed' | 'removed' | 'conflict' | null;

/** What tables tell apart. */
export type Thing = 'user' | 'rule' | 'account' | 'role';

/** States in which a change shows (docs/outbox.md, “View”). */
const shown: ReadonlySet<string> = new Set(['pending', 'sending', 'unknown', 'conflict', 'blocked']);

const things: Readonly<Record<string, Thing>> = {
  user: 'user',
  rule: 'rule',
  'service-account': 'account',
  role: 'role',
};

/** The kind of thing that an edit is about. */
export function thingOf({ kind }: Edit): Thing {
  const thing = things[kind.slice(0, kind.indexOf('.'))];
  if (thing === undefined) throw new Error(`no table shows ${kind}`);
  return thing;
}

/** What the open changes of a ledger wish, by what they are about. */
export interface OpenActs {
  /** Those that make something that shows, in the order they were made. */
  readonly making: readonly { readonly row: BookRow; readonly id: string }[];
  /** How something shows: `making` is the change that makes it, null for what is in the mirror. */
  markOf(thing: Thing, id: string, making: BookRow | null): Mark;
  /** The last wish of a kind about something that nobody contradicts. */
  last<Kind extends Edit['kind']>(kind: Kind, id: string): Extract<Edit, { kind: Kind }> | null;
  /** What is called by our number, as the tenant calls it where it has a number for it. */
  known(id: string | number): string;
}

const deletes = ({ edit, state }: BookRow): boolean => edit.kind.endsWith('.delete') && state !== 'conflict';

function madeBy({ id, edit }: BookRow): string | null {
  if (!edit.kind.endsWith('.create')) return null;
  return edit.kind === 'rule.create' || edit.kind === 'role.create' ? String(edit.localId) : `local:${id}`;
}

function aimOf(edit: Edit): string | null {
  if (edit.kind === 'user.delete' || edit.kind === 'user.reset-password') return edit.userId;
  if (edit.kind === 'rule.delete') return String(edit.ruleId);
  if (edit.kind === 'role.update' || edit.kind === 'role.set-enabled' || edit.kind === 'role.delete')
    return String(edit.roleId);
  if (
    edit.kind === 'service-account.set-enabled' ||
    edit.kind === 'service-account.rotate' ||
    edit.kind === 'service-account.delete'
  )
    return edit.id;
  return null;
}

/** Puts them together. */
export function openActs(book: Pick<LedgerBook, 'rows' | 'serverIds'>): OpenActs {
  const rows = [...book.rows.values()]
    .filter(({ state }) => shown.has(state))
    .toSorted((a, b) => a.seq - b.seq);
  const known = (id: string | number): string =>
    /^(?:local:|-)/.test(String(id)) ? (book.serverIds(String(id)) ?? String(id)) : String(id);
  const about = new Map<string, BookRow[]>();
  for (const row of rows) {
    const aim = aimOf(row.edit);
    if (aim === null) continue;
    const key = `${thingOf(row.edit)} ${known(aim)}`;
    about.set(key, [...(about.get(key) ?? []), row]);
  }
  const acts = (thing: Thing, id: string): readonly BookRow[] => about.get(`${thing} ${id}`) ?? [];
  // What was never sent and is to go again is nowhere; nor is what would come after it.
  const never = new Set<string>();
  const making: { row: BookRow; id: string }[] = [];
  for (const row of rows) {
    const id = madeBy(row);
    if (id === null) continue;
    const mayBeThere = row.state === 'sending' || row.state === 'unknown';
    if (
      (!mayBeThere && acts(thingOf(row.edit), id).some(deletes)) ||
      row.dependsOn.some((on) => never.has(on))
    )
      never.add(row.id);
    else making.push({ row, id });
  }
  return {
    making,
    known,
    markOf(thing, id, made) {
      const all = acts(thing, id);
      if (made?.state === 'conflict' || all.some(({ state }) => state === 'conflict')) return 'conflict';
      if (all.some(deletes)) return 'removed';
      return made !== null ? 'new' : all.length > 0 ? 'changed' : null;
    },
    last(kind, id) {
      let found = null;
      const is = (edit: Edit): edit is Extract<Edit, { kind: typeof kind }> => edit.kind === kind;
      for (const edits of about.values())
        for (const { edit, state } of edits)
          if (is(edit) && state !== 'conflict' && known(aimOf(edit) ?? '') === id) found = edit;
      return found;
    },
  };
}
