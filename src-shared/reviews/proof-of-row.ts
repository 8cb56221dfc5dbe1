import type { RowProof } from './campaign-state.ts';
import type { Consequence } from './consequences.ts';
import type { RosterRow } from './freeze-question.ts';

/** Which rules there are, to be asked by subject. */
export interface RosterIndex {
  readonly ids: ReadonlySet<string>;
  readonly bySubject: ReadonlyMap<string, readonly RosterRow[]>;
}

const keyOf = ({ type, id }: { readonly type: string; readonly id: string }): string =>
  `${type}\n${id.toLowerCase()}`;

/** Indexes a roster. */
export function indexRoster(rows: readonly RosterRow[]): RosterIndex {
  const bySubject = new Map<string, RosterRow[]>();
  for (const row of rows) {
    const key = keyOf(row.subject);
    const known = bySubject.get(key);
    if (known === undefined) bySubject.set(key, [row]);
    else known.push(row);
  }
  return { ids: new Set(rows.map(({ id }) => id)), bySubject };
}

/** How a roster proves that a row is done (docs/evidence-format.md, 12); null: it does not. */
export function proofOf(
  { row, decision }: Pick<Consequence, 'row' | 'decision'>,
  roster: RosterIndex,
): RowProof['how'] | null {
  if (roster.ids.has(row.id)) return null;
  if (decision.kind === 'revoke') return 'rule-gone';
  const theirs = roster.bySubject.get(keyOf(row.subject)) ?? [];
  if (theirs.length === 0) return 'subject-gone';
  const role = decision.role?.id ?? row.role.id;
  const scope = decision.scope ?? row.scope;
  const isThere = theirs.some(
    (other) => other.role.id === role && other.scope.type === scope.type && other.scope.id === scope.id,
  );
  return isThere ? 'rule-replaced' : null;
}
