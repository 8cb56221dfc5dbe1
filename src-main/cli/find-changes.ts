import { type Change, secretKinds } from '../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../src-shared/ipc/changes-contract.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** The open changes, in order. */
export async function openChanges(run: CliRun): Promise<PlannedChange[]> {
  return (await run.call('changes.list', { which: 'open', limit: 2000 })).changes;
}

/** Changes by their number, or by the beginning of their id. Rejects with `input` for what is none, or several. */
export function findChanges(all: readonly PlannedChange[], texts: readonly string[]): PlannedChange[] {
  return texts.map((text) => {
    const found = all.filter(
      ({ change }) => String(change.seq) === text || (text.length >= 4 && change.id.startsWith(text)),
    );
    const [only] = found;
    if (found.length === 1 && only !== undefined) return only;
    throw usageError(
      found.length === 0 ? `There is no open change “${text}”.` : `“${text}” means ${found.length} changes.`,
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
