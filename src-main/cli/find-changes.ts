import { tallyOf } from '../../src-shared/changes/change-tally.ts';
import { type Change, secretKinds } from '../../src-shared/domain/change.ts';
import type { ChangeList, EndedMore, PlannedChange } from '../../src-shared/ipc/changes-contract.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** Changes that a call brings at once; the contract's limit. */
const atOnce = 2000;

/** All of them, in order, however many there are: none may be left out without a word. */
export async function readChanges(
  run: CliRun,
  which: 'open' | 'ended' | 'all',
): Promise<Pick<ChangeList, 'changes' | 'counts'>> {
  const changes: PlannedChange[] = [];
  for (;;) {
    const page = await run.call('changes.list', { which, from: changes.length, limit: atOnce });
    changes.push(...page.changes);
    if (page.changes.length === 0 || changes.length >= page.total) return { changes, counts: page.counts };
  }
}

/** Those of which title, group or problem has all words of a text, and among how many they were sought. */
export async function searchChanges(
  run: CliRun,
  which: 'open' | 'ended' | 'all',
  search: string,
): Promise<Pick<ChangeList, 'changes' | 'counts'> & { readonly among: number }> {
  const { changes: open, counts } = await readChanges(run, 'open');
  const tally = tallyOf(search, []);
  const changes = which === 'ended' ? [] : open.filter((planned) => tally.take(planned));
  let among = which === 'ended' ? 0 : open.length;
  if (which === 'open') return { changes, counts, among };
  const newest = await run.call('changes.ended', { search, limit: atOnce });
  changes.push(...newest.changes);
  among += newest.all;
  for (let after = newest.next; after !== null;) {
    const more: EndedMore = await run.call('changes.endedMore', { search, after, limit: atOnce });
    changes.push(...more.changes);
    after = more.next;
  }
  return { changes, counts, among };
}

/** The open changes, in order. */
export async function openChanges(run: CliRun): Promise<PlannedChange[]> {
  return (await readChanges(run, 'open')).changes;
}

/** Ids that a call takes at once; the contract's limit. */
const sentAtOnce = 5000;

/** Sends these, and what they need. */
export async function sendChanges(run: CliRun, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += sentAtOnce)
    await run.call('changes.send', { ids: ids.slice(at, at + sentAtOnce) });
}

/**
 * Changes by their number, their id, or the beginning of it. Rejects with `input` for what is none, or several.
 *
 * @param what how they are called where there is none
 */
export function findChanges(
  all: readonly PlannedChange[],
  texts: readonly string[],
  what = 'open change',
): PlannedChange[] {
  return texts.map((text) => {
    // What came back has the id it had, and more behind it.
    const exact = all.filter(({ change }) => change.id === text);
    const found =
      exact.length > 0
        ? exact
        : all.filter(
            ({ change }) => String(change.seq) === text || (text.length >= 4 && change.id.startsWith(text)),
          );
    const [only] = found;
    if (found.length === 1 && only !== undefined) return only;
    throw usageError(
      found.length === 0 ? `There is no ${what} “${text}”.` : `“${text}” means ${found.length} changes.`,
      'See: rolebook changes list',
    );
  });
}

/** The chosen ones with the open ones that they need, which are sent along with them; in the order of all. */
export function withNeeds(all: readonly PlannedChange[], chosen: readonly PlannedChange[]): PlannedChange[] {
  const byId = new Map(all.map((planned) => [planned.change.id, planned]));
  const wanted = new Set(chosen.map(({ change }) => change.id));
  for (const id of wanted) for (const parent of byId.get(id)?.change.dependsOn ?? []) wanted.add(parent);
  return all.filter(({ change }) => wanted.has(change.id));
}

/** Those of which neither they nor anything they wait for issues a secret. */
export function withoutSecrets(changes: readonly Change[]): Change[] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const issues = (change: Change): boolean =>
    secretKinds.has(change.edit.kind) ||
    change.dependsOn.some((id) => {
      const parent = byId.get(id);
      return parent !== undefined && issues(parent);
    });
  return changes.filter((change) => !issues(change));
}
