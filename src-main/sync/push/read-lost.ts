import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { type About, endingOfError } from './ending-of-error.ts';
import type { Ending } from './outcome.ts';
import { wisherOf } from './made-by-us.ts';
import { madeAndGone } from './outcomes/gone.ts';
import { madeRole } from './outcomes/made-otherwise.ts';
import { retryLater } from './outcomes/retry-later.ts';
import type { PushDeps } from './push-deps.ts';
import { notShownYet, unresolved } from './push-errors.ts';
import { readBack } from './read-back.ts';
import { reconcile } from './reconcile.ts';
import { resolveIds } from './resolve-ids.ts';
import type { RunChangeDeps } from './run-change.ts';
import { leavesTrace, traceOf } from './trace-of.ts';

/** Reads at the tenant what became of a change whose reply was lost, and settles it by that. */
export function readChange(run: RunChangeDeps, id: string): Promise<void> {
  return run.wire.during(() => readAndSettle(run, id));
}

async function readAndSettle(run: RunChangeDeps, id: string): Promise<void> {
  const { deps, client, roles, settle } = run;
  const change = deps.outbox.get(id);
  if (change?.state !== 'unknown') return;
  const edit = resolveIds(change, deps.outbox.get);
  const about = { client, roles, actor: deps.actor(), random: deps.random };
  let end: Ending;
  try {
    if (edit === null) throw unresolved();
    end = await endOfLost(run, change, edit, about);
  } catch (error) {
    end = await endOfReading(change, edit ?? change.edit, error, about);
  }
  // The user may have dropped it meanwhile.
  if (deps.outbox.get(id)?.state !== 'unknown') return;
  run.heard(end);
  run.answered(id);
  const ended = await settle(change, edit ?? change.edit, end, null);
  if (ended?.state === 'done') settle.note(ended, edit ?? change.edit, {});
}

/** What is not there was not made, unless the tenant's history tells that it was. */
async function endOfLost(
  { deps, client }: RunChangeDeps,
  change: Change,
  edit: Edit,
  about: Pick<About, 'actor' | 'client' | 'random'>,
): Promise<Ending> {
  const seen = await readBack(client, edit);
  const us = wisherOf(change, about);
  if (leavesTrace(edit) && seen.of !== 'nothing' && seen.there === null) {
    const trace = await traceOf(client, edit, us, madeByOthersOf(deps.outbox));
    if (trace.tells === 'made-and-gone') return madeAndGone(edit);
    if (trace.tells === 'made')
      return (
        (await underItsId(client, edit, trace.id)) ?? retryLater(change, notShownYet().body, about.random)
      );
  }
  return reconcile(change, edit, seen, { us, random: about.random });
}

/** What became of a role that the history tells of, read by its id; null where that is not shown. */
async function underItsId(client: TenantClient, edit: Edit, id: string): Promise<Ending | null> {
  if (edit.kind !== 'role.create' || !/^\d+$/.test(id)) return null;
  const raw = await client.readRole(Number(id));
  return raw === null ? null : madeRole(edit, { role: roleFromWire(raw), raw });
}

/** How far back changes are asked whether a thing came with their replies. */
const mostEnded = 1000;

/** Whether an id came with the reply to a change that is done. */
function madeByOthersOf(outbox: PushDeps['outbox']): (id: string) => boolean {
  let ids: ReadonlySet<string | null | undefined> | null = null;
  return (id) => (ids ??= new Set(outbox.ended(mostEnded).map(({ result }) => result?.serverId))).has(id);
}

/** An outcome that cannot be read stays open, whatever the refusal: nothing is concluded from it. */
async function endOfReading(change: Change, edit: Edit, error: unknown, about: About): Promise<Ending> {
  const body = toErrorBody(error);
  const end = await endingOfError(change, edit, body, about);
  return end.outcome === 'connection-lost' ? end : retryLater(change, body, about.random);
}
