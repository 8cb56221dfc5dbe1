import { roleFieldWords } from '../../../src-shared/changes/merge-role.ts';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import { resourceTypeWords } from '../../../src-shared/profiles/resource-types.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import { serviceAccountFromWire } from '../../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../../src-shared/wire/user-wire.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { MirrorChange } from '../../db/mirror.ts';
import { compareBefore } from './compare-before.ts';
import { endingOfError, endingOfThrown } from './ending-of-error.ts';
import { intendedRow } from './journal-rows.ts';
import { type Lane, mayUnseat } from './lane.ts';
import { lookBefore, type Seen } from './look-before.ts';
import type { Ending } from './outcome.ts';
import { guarded } from './outcomes/guard.ts';
import { notSent } from './outcomes/not-sent.ts';
import { refused } from './outcomes/refused.ts';
import { retryLater } from './outcomes/retry-later.ts';
import type { PushDeps } from './push-deps.ts';
import { unresolved } from './push-errors.ts';
import { mentioningRemoved } from './removed-on-the-way.ts';
import { resolveIds } from './resolve-ids.ts';
import { type JustMade, restsOn } from './rests-on.ts';
import type { RoleReadings } from './role-readings.ts';
import type { RuleBatches } from './rule-batches.ts';
import { sendEdit } from './send-edit.ts';
import { beginsAhead, type Wire } from './wire.ts';
import type { Settle } from './settle.ts';

/** What working on one change needs. */
export interface RunChangeDeps {
  readonly deps: PushDeps;
  readonly client: TenantClient;
  readonly roles: RoleReadings;
  readonly lane: Lane;
  readonly settle: Settle;
  readonly wire: Wire;
  readonly batches: RuleBatches;
  readonly justMade: JustMade;
  /** Asked before something is sent: false once the push is to end or to wait, or the change is not let go any more. */
  goesOn(change: Change): boolean;
  /** What an ending means for the push as a whole; told before the next one has the place on the wire. */
  heard(end: Ending): void;
  /** The tenant has answered; what is left is writing it down. Another change may have the place. */
  answered(id: string): void;
}

/** Sends one change: looks, asks the guards, makes `sending` durable, calls the tenant, settles the end. */
export async function sendChange(run: RunChangeDeps, id: string): Promise<void> {
  const { deps } = run;
  const waiting = deps.outbox.get(id);
  if (waiting === null || waiting.state !== 'pending') return;
  const rests = restsOn(waiting, deps.outbox.get, run.justMade);
  const change = rests === null ? waiting : await run.settle.rest(waiting, rests);
  if (change === null || change.state !== 'pending' || change.held) return;
  const edit = resolveIds(change, deps.outbox.get);
  if (edit === null) {
    await run.settle(change, change.edit, refused(unresolved().body), null);
    return;
  }
  if (beginsAhead(change)) await guardAndSend(run, change, edit, nothingSeen);
  else await run.wire.during(() => lookAndSend(run, change, edit));
}

async function lookAndSend(run: RunChangeDeps, change: Change, edit: Edit): Promise<void> {
  const before = await looked(run, change, edit);
  if (before === null) return;
  if (!mayUnseat(edit, before.seen)) {
    await guardAndSend(run, change, edit, before);
    return;
  }
  await run.lane.during(async () => {
    // What was seen before the wait is old by now.
    const now = await looked(run, change, edit);
    if (now !== null) await guardAndSend(run, change, edit, now);
  });
}

interface Looked {
  readonly seen: Seen;
  readonly merged: readonly string[];
  /** When looking began, on the clock that only goes on; null where there was nothing to look at. */
  readonly at: number | null;
}

const nothingSeen: Looked = { seen: { of: 'nothing' }, merged: [], at: null };

/** What was seen longer ago is looked at again before something is sent, but not for ever at a tenant that is always slow. */
const freshMs = 2_000;
const mostLooks = 3;

/** The comparison with what the admin saw; null when the change has ended by it. */
async function looked(run: RunChangeDeps, change: Change, edit: Edit): Promise<Looked | null> {
  const { deps, client } = run;
  const at = deps.clock.monotonic();
  let end: Ending;
  try {
    const seen = await lookBefore(client, edit, change.base);
    const compared = compareBefore(change, edit, seen);
    if (compared.go) return { seen, merged: compared.merged, at: seen.of === 'nothing' ? null : at };
    end = compared.ending;
  } catch (error) {
    end = await endBeforeSending(run, change, edit, error);
  }
  if (!unaltered(deps, change)) return null;
  run.heard(end);
  run.answered(change.id);
  const ended = await run.settle(change, edit, end, null);
  if (ended?.state === 'done') run.settle.note(ended, edit, {});
  return null;
}

/** What was seen, or what is there now where that was long ago (I7); null when the change has ended by it. */
async function stillFresh(
  run: RunChangeDeps,
  change: Change,
  edit: Edit,
  before: Looked,
): Promise<Looked | null> {
  const { clock } = run.deps;
  let last: Looked | null = before;
  for (let looks = 0; looks < mostLooks && last !== null; looks += 1) {
    if (last.at === null || clock.monotonic() - last.at <= freshMs) break;
    last = await looked(run, change, edit);
  }
  return last;
}

async function guardAndSend(run: RunChangeDeps, change: Change, edit: Edit, before: Looked): Promise<void> {
  const { deps, client, settle } = run;
  let stands: Ending | null = null;
  try {
    const rules = before.seen.of === 'user' ? before.seen.rules : undefined;
    const conflict = await deps.guard({ ...change, edit }, client, rules);
    if (conflict !== null) stands = guarded(conflict);
  } catch (error) {
    stands = await endBeforeSending(run, change, edit, error);
  }
  // Much may have happened while the tenant was asked: only what is still wanted as it was goes out.
  const wanted = (): boolean => unaltered(deps, change) && run.goesOn(change);
  // What was not looked at is asked for that when it is written down, together with all that is written then.
  if ((stands !== null || before.at !== null) && !wanted()) return;
  if (stands !== null) {
    run.heard(stands);
    await settle(change, edit, stands, null);
    return;
  }
  const last = await stillFresh(run, change, edit, before);
  if (last === null) return;
  const { seen, merged } = last;
  const sending = await settle.begin(change, intendedRow(deps.actor(), change, edit), wanted, seen);
  if (sending === null) return;
  const removedRules: number[] = [];
  const send = (): Promise<Ending> => sentEnding(run, sending, edit, { seen, merged }, removedRules);
  const end = await onTheWire(run, sending, edit, send);
  run.answered(change.id);
  const ended = await settle(sending, edit, end, { seen, rules: removedRules });
  if (ended?.state !== 'done') return;
  const more = beginsAhead(change)
    ? await run.wire.during(() => wholeFact(client, edit, ended))
    : await wholeFact(client, edit, ended);
  settle.note(ended, edit, more);
}

/** What was looked at has its place on the wire already; the rest waits for one, together with what can go with it. */
function onTheWire(
  { batches, wire }: RunChangeDeps,
  sending: Change,
  edit: Edit,
  send: () => Promise<Ending>,
): Promise<Ending> {
  if (!beginsAhead(sending)) return send();
  return batches.join(sending, edit, send) ?? wire.during(send);
}

/** The calls of a change that is `sending`, and what they come to. */
async function sentEnding(
  run: RunChangeDeps,
  sending: Change,
  edit: Edit,
  { seen, merged }: Omit<Looked, 'at'>,
  removedRules: number[],
): Promise<Ending> {
  if (!run.goesOn(sending)) return notSent();
  const end = await answerOf(run, sending, edit, { seen, merged }, removedRules);
  run.heard(end);
  return end;
}

async function answerOf(
  { deps, client, roles }: RunChangeDeps,
  sending: Change,
  edit: Edit,
  { seen, merged }: Omit<Looked, 'at'>,
  removedRules: number[],
): Promise<Ending> {
  try {
    const end = await sendEdit(client, edit, {
      op: sending.id,
      seen,
      base: sending.waived ? null : (sending.base?.fields ?? null),
      actor: deps.actor(),
      take: (issued) => deps.credentials.take(issued),
      removedRules,
    });
    return merged.length > 0 ? mergedEnding(end, merged) : end;
  } catch (error) {
    const end = await endingOfThrown(sending, edit, error, {
      client,
      roles,
      actor: deps.actor(),
      random: deps.random,
    });
    return mentioningRemoved(end, removedRules.length);
  }
}

/** What the reply to a create left out, read once the change is safe; without it the reply has to do. */
async function wholeFact(client: TenantClient, edit: Edit, ended: Change): Promise<MirrorChange> {
  const id = ended.result?.serverId ?? null;
  if (id === null) return {};
  try {
    if (edit.kind === 'user.create') return { users: itself(await client.readUser(id), id, userFromWire) };
    if (edit.kind === 'service-account.create')
      return { serviceAccounts: itself(await client.readServiceAccount(id), id, serviceAccountFromWire) };
  } catch {
    // A sync brings it.
  }
  return {};
}

/** A fact that is what was asked for; nothing where it is gone or another one. Throws for what is none at all. */
const itself = (raw: unknown, id: string, read: (raw: unknown) => { readonly id: string }): unknown[] =>
  raw !== null && read(raw).id === id ? [raw] : [];

/** Nothing was sent, so nothing can be lost: what fails here is tried again, or is the admin's to settle. */
async function endBeforeSending(
  { deps, client, roles }: RunChangeDeps,
  change: Change,
  edit: Edit,
  error: unknown,
): Promise<Ending> {
  const body = toErrorBody(error);
  const about = { client, roles, actor: deps.actor(), random: deps.random };
  const end = await endingOfError(change, edit, body, about);
  const concluded =
    end.outcome === 'connection-lost' || end.outcome === 'right-lost' || end.outcome === 'refused';
  return concluded ? end : retryLater(change, body, deps.random);
}

function unaltered(deps: PushDeps, change: Change): boolean {
  const now = deps.outbox.get(change.id);
  if (now === null || now.state !== 'pending' || now.held) return false;
  return now === change || essence(now) === essence(change);
}

function essence({ edit, base, waived, acknowledged, dependsOn }: Change): string {
  return JSON.stringify([edit, base, waived, acknowledged, dependsOn]);
}

const nameOfType = (resourceType: string): string => resourceTypeWords(resourceType).name;

const mergedWords: Readonly<Record<string, string>> = {
  lastLogin: 'a later sign-in',
  rules: 'fewer access rules',
};

function mergedEnding(end: Ending, fields: readonly string[]): Ending {
  const result = end.patch.result;
  if (end.event !== 'confirmed' || result === undefined || result === null || result.how !== 'done')
    return end;
  const words = fields.map((field) => mergedWords[field] ?? roleFieldWords(field, nameOfType));
  const note = `Changed since you looked, harmlessly: ${[...new Set(words)].join(', ')}`;
  return { ...end, patch: { ...end.patch, result: { ...result, how: 'merged', note } } };
}
