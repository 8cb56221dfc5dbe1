import { type Evidence, serverIdsIn } from './evidence.ts';
import { resolved } from './keys.ts';
import type { EndedRow } from './lines.ts';

const reissues: ReadonlySet<string> = new Set(['user.reset-password', 'service-account.rotate']);

/** How often the tenant did what a change asks for: at least, at most. */
function times({ key: [kind = ''], state, how, conflict }: EndedRow): readonly [number, number] {
  const maybe = reissues.has(kind) ? 0 : 1;
  if (state === 'done') return how === 'already' ? [0, 1] : [1, 1];
  // Its reply was lost: what is made was read back; of a new secret of the same nobody can know.
  if (conflict === 'password-not-received') return [maybe, 1];
  return state === 'cancelled' && reissues.has(kind) ? [0, 1] : [0, 0];
}

/** Each thing happened at the tenant as often as it was wished: once for each change, never for one that did not go. */
function faultsOfTimes({ rows, effects }: Evidence): string[] {
  const serverIds = serverIdsIn(rows);
  const happened = Map.groupBy(effects, ({ key }) => resolved(key, serverIds));
  const wished = Map.groupBy(rows, ({ key }) => resolved(key, serverIds));
  const leavers = new Set(rows.filter(({ state }) => state !== 'cancelled').map(({ leaver }) => leaver));
  const faults: string[] = [];
  for (const key of new Set([...happened.keys(), ...wished.keys()])) {
    const asking = wished.get(key) ?? [];
    const count = happened.get(key)?.length ?? 0;
    const least = asking.reduce((sum, row) => sum + times(row)[0], 0);
    // The rules of somebody who is deleted go first, as part of that.
    const [{ of } = { of: null }] = happened.get(key) ?? [];
    const along = key.startsWith('rule.delete ') && of !== null && leavers.has(of) ? 1 : 0;
    const most = Math.max(
      asking.reduce((sum, row) => sum + times(row)[1], 0),
      along,
    );
    if (count >= least && count <= most) continue;
    const stand = asking.map(({ state, how, conflict }) => conflict ?? how ?? state).join(', ');
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    faults.push(
      `“${key}” happened ${count} times at the tenant, not ${wanted} (changes: ${stand || 'none'})`,
    );
  }
  return faults;
}

/** A rule that makes way for another one goes after that is there, and not without it (V39). */
function faultsOfPairs({ rows, effects }: Evidence): string[] {
  const serverIds = serverIdsIn(rows);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const seqsOf = (row: EndedRow): number[] =>
    effects
      .filter(({ key }) => resolved(key, serverIds) === resolved(row.key, serverIds))
      .map(({ seq }) => seq);
  const faults: string[] = [];
  for (const takes of rows) {
    if (takes.key[0] !== 'rule.delete') continue;
    const [gone] = seqsOf(takes);
    for (const id of takes.needs) {
      const gives = byId.get(id);
      if (gives?.key[0] !== 'rule.create' || takes.state !== 'done' || gone === undefined) continue;
      const before = gives.how === 'already' || seqsOf(gives).some((seq) => seq < gone);
      if (gives.state !== 'done' || !before)
        faults.push(
          `the rule ${takes.key[1] ?? ''} went, and “${gives.key.join(' | ')}” was not there (${gives.state})`,
        );
    }
  }
  return faults;
}

/** What is called deleted is not there. */
function faultsOfDeletions({ rows, stillThere }: Evidence): string[] {
  const serverIds = serverIdsIn(rows);
  return rows
    .filter(({ state, key }) => state === 'done' && stillThere.has(resolved(key, serverIds)))
    .map(({ key }) => `“${resolved(key, serverIds)}” is called done, and the tenant still has it`);
}

/** Holds what the tenant did against how the changes stand. */
export function judgeEffects(evidence: Evidence): string[] {
  return [...faultsOfTimes(evidence), ...faultsOfPairs(evidence), ...faultsOfDeletions(evidence)];
}
