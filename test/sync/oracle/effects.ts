import type { Disk } from '../world/disk.ts';
import type { SimTenant } from '../world/sim-tenant.ts';
import type { WireOperation } from '../world/wire-operation.ts';
import { writes } from '../world/wire-operation.ts';
import type { WireRequest } from '../world/wire.ts';
import { keysOfWork } from './edit-keys.ts';
import type { BookRow } from './ledger-book.ts';
import { goesToAnother } from './meant-for.ts';
import { createOrderWatch } from './order-watch.ts';
import { checkTaken } from './own-work.ts';
import { createRefusals } from './refusals.ts';
import { checkRoleEffect, type Foreign, roleFactsOf } from './role-watch.ts';
import { foundIn, idIn, sameSet, type Snapshot, snapshotOf } from './snapshot.ts';
import { isSoAnyway } from './so-anyway.ts';
import type { Verdict } from './violation.ts';

/** Where effects of requests are looked at. */
export interface EffectWatch {
  sent(request: WireRequest, headers: Readonly<Record<string, string>>): void;
  working(request: WireRequest): void;
  worked(request: WireRequest): void;
  ended(request: WireRequest): void;
  /** A change was just called done: the tenant did it, or has it so, or the user says so, or somebody in between lied. */
  done(row: BookRow, before: BookRow['state'] | null, disk: Disk): void;
  /** A step of a change was committed by that start of the app. */
  stepped(row: BookRow, before: BookRow['state'] | null, disk: Disk, life: number): void;
  /** Somebody else changed something that a user of ours may not have seen. */
  changedElsewhere(aspect: Aspect, key: string, by: string): void;
}

/** What of a thing matters to whoever decides about it. */
export type Aspect = 'groups' | 'rules' | 'enabled' | 'role';

const secretOperations: ReadonlySet<WireOperation> = new Set([
  'create-user',
  'reset-password',
  'create-account',
  'rotate-account',
]);

/**
 * Whether nobody could see through a reply that is not the tenant's own: its words for what is gone or taken, and the 200 without
 * a body with which it switches service accounts (tenant-api §3.6). A web page with status 200 pardons nothing.
 */
const looksTrue = ({ operation, fault, status }: WireRequest): boolean =>
  status === 404 || status === 409 || (operation === 'enable-account' && fault === 'empty-200');

/** Whose doing something is: two computers with one account do not know of each other. */
const whose = ({ computer, binding }: Disk): string => `${computer} ${binding}`;

/**
 * Counts what the tenant really did against what users asked for (I2, I10), and looks at the order (I6) and at whether the
 * decision was made on what was there (I7). Knows nothing of the engine but the rows of its ledger.
 */
export function createEffectWatch(parts: {
  readonly verdict: Verdict;
  readonly now: () => number;
  readonly epoch: number;
  readonly diskOf: (sender: string, life: number) => Disk;
  readonly disks: () => Iterable<Disk>;
  readonly inFlightWrites: (sender: string, life: number) => number;
}): EffectWatch {
  const { verdict, now } = parts;
  const order = createOrderWatch(verdict);
  const refusals = createRefusals(verdict);
  const snapshots = new Map<number, Snapshot>();
  /** When an aspect of a thing was last changed by somebody, and by whom. */
  const changes = new Map<string, { at: number; by: string }[]>();
  /** When a start of the app last got a true answer about it. */
  const reads = new Map<string, number>();
  const readKey = (request: WireRequest, what: string): string => `${request.sender} ${request.life} ${what}`;

  /** Disks that were told something untrue in the tenant's own words: what they then believe is not their fault. */
  const lied = new Set<Disk>();
  /** When each start of an app was last told no (4xx), and when each change was last put on the wire. */
  const toldNo = new Map<string, number>();
  const sendingSince = new Map<string, number>();
  /** The change that each request is sent for. */
  const wishes = new Map<number, string>();
  /** In the tenant's own words, or a fault's that speaks like it. */
  const saysSo = ({ told, fault }: WireRequest): boolean => told || (fault !== null && /^4\d\d$/.test(fault));

  function granted(row: BookRow, key: string, tenant: SimTenant): number {
    if (!row.keys.has(key) && !viaOther(row, key) && !goesAlong(row, key, tenant)) return 0;
    const never = row.state === 'cancelled' && !row.sent;
    return never ? 0 : 1 + row.again;
  }

  /** A new secret for what was made without its reply is a reset or a rotation, which the user asked for. */
  function viaOther(row: BookRow, key: string): boolean {
    const made = row.result?.serverId ?? row.conflict?.existingId ?? null;
    if (row.again === 0 || made === null) return false;
    if (row.edit.kind === 'user.create') return key === `user.reset ${made}`;
    return row.edit.kind === 'service-account.create' && key === `account.rotate ${made}`;
  }

  /** Users and service accounts go with their rules, one by one. */
  function goesAlong({ edit }: BookRow, key: string, tenant: SimTenant): boolean {
    if (!key.startsWith('rule.delete ')) return false;
    const position = tenant.state.rules.positionOf(Number(key.slice('rule.delete '.length)));
    if (position === undefined) return false;
    const subject = tenant.state.rules.read(position).subjectId.toLowerCase();
    if (edit.kind === 'user.delete') return [edit.email.toLowerCase(), edit.userId].includes(subject);
    if (edit.kind !== 'service-account.delete') return false;
    return [edit.clientId, edit.name, edit.id].some((name) => name.toLowerCase() === subject);
  }

  function count(request: WireRequest, key: string, disk: Disk): void {
    const known = disk.effects.get(key) ?? [];
    known.push(request);
    disk.effects.set(key, known);
    // A request that was told to have failed, and then arrives after all, is nothing that its sender could know of;
    // where a secret is issued it may not be repeated even then.
    const late = (one: WireRequest): boolean =>
      one.endedAt !== null && one.workedAt !== null && one.endedAt < one.workedAt;
    const counted = known.filter((one) => secretOperations.has(one.operation) || !late(one)).length;
    let allowed = 0;
    for (const row of disk.book.rows.values()) allowed += granted(row, key, disk.tenant);
    if (counted <= allowed) return;
    const elsewhere = [...parts.disks()].find(
      (other) => other !== disk && [...other.book.rows.values()].some((row) => row.keys.has(key)),
    );
    if (allowed === 0 && elsewhere !== undefined)
      verdict.fail(
        'I10',
        `${request.sender} did "${key}" at ${disk.binding}, which was asked for at ${elsewhere.binding}`,
      );
    else
      verdict.fail(
        'I2',
        `"${key}" happened ${counted} times at ${disk.binding}, asked for ${allowed} times (request ${request.n})`,
      );
  }

  function decidedOn(request: WireRequest, row: BookRow, disk: Disk): void {
    const theirs = snapshots.get(request.n);
    const seenAt = (what: string): number => reads.get(readKey(request, what)) ?? request.sentAt;
    const foreign = (aspect: Aspect, key: string, readAs: string): Foreign => {
      const last = (changes.get(`${aspect} ${key}`) ?? []).filter(({ by }) => by !== whose(disk)).at(-1);
      return last === undefined ? 'never' : last.at < seenAt(readAs) ? 'seen' : 'unseen';
    };
    const differs = (aspect: Aspect, key: string, readAs: string): boolean =>
      foreign(aspect, key, readAs) === 'seen';
    if (theirs === undefined) return;
    const id = idIn(request.path);
    if (theirs.role !== null)
      checkRoleEffect(
        verdict,
        row,
        id,
        theirs.role,
        roleFactsOf(disk.tenant, id),
        foreign('role', id, `role ${id}`),
      );
    if (row.base === null || row.waived) return;
    const { fields } = row.base;
    if (request.operation === 'delete-user' || request.operation === 'reset-password') {
      const groups = fields['groups'];
      if (
        theirs.groups !== null &&
        Array.isArray(groups) &&
        !sameSet(groups, theirs.groups) &&
        differs('groups', id, `user ${id}`)
      )
        verdict.fail(
          'I7',
          `${row.edit.kind} of ${String(theirs.email)} although its groups are not those that were seen`,
        );
      const rules = fields['rules'];
      if (request.operation === 'delete-user' && Array.isArray(rules) && theirs.email !== null) {
        const read = seenAt(`rules ${theirs.email.toLowerCase()}`);
        const unseen = theirs.rules.find(
          ({ words, createdAt, createdBy }) =>
            !rules.includes(words) && createdAt - parts.epoch < read && createdBy !== disk.account.actor,
        );
        if (unseen !== undefined)
          verdict.fail(
            'I7',
            `user.delete of ${theirs.email} although the rule "${unseen.words}" was not seen`,
          );
      }
    }
    if (
      theirs.enabled !== null &&
      typeof fields['enabled'] === 'boolean' &&
      fields['enabled'] !== theirs.enabled
    ) {
      const matters = request.operation === 'delete-account' || request.operation === 'rotate-account';
      if (matters && differs('enabled', id, `account ${id}`))
        verdict.fail(
          'I7',
          `${row.edit.kind} of ${id} although it is ${theirs.enabled ? 'enabled' : 'disabled'} by now`,
        );
    }
  }

  return {
    done(row, before, disk) {
      if (row.result === null || row.result.how === 'already') return;
      const key = disk.book.keyOf(row.edit);
      if ([...row.keys, key].some((one) => disk.effects.has(one)) || lied.has(disk)) return;
      if (isSoAnyway(disk.tenant, row, before, key)) return;
      verdict.fail(
        'I1',
        `${row.edit.kind} ${row.id} is done (${row.result.how}) and the tenant never did "${key}"`,
      );
    },
    sent(request, headers) {
      if (!writes.has(request.operation)) return;
      const disk = parts.diskOf(request.sender, request.life);
      const name = decodeURIComponent((headers['idempotency-key'] ?? '').replaceAll('"', ''));
      const wish = disk.book.rows.get(name.split('/')[0] ?? '');
      wishes.set(request.n, wish?.id ?? name);
      if (wish?.state !== 'sending')
        verdict.fail(
          'I17',
          `request ${request.n} (${request.operation}) names "${name}", which is ${wish?.state ?? 'no change'}`,
        );
      refusals.sent(request, wish?.id ?? name, name, disk);
      if (
        request.operation === 'change-role' &&
        disk.tenant.isNewer &&
        !request.body?.includes('zzNewerServer')
      )
        verdict.fail('I20', `request ${request.n} leaves out what a newer tenant sent of the role`);
      let sending = 0;
      for (const row of disk.book.rows.values()) if (row.state === 'sending') sending += 1;
      if (sending < parts.inFlightWrites(request.sender, request.life))
        verdict.fail(
          'I5',
          `request ${request.n} (${request.operation}) left without a change that is durably sending`,
        );
    },
    stepped(row, before, disk, life) {
      if (row.state === 'sending') {
        sendingSince.set(row.id, now());
        order.begins(row, disk.book);
      }
      // What was on the wire, and of which nobody said no, is open: the tenant may have done it.
      const no = toldNo.get(`${disk.computer} ${life}`) ?? Number.NEGATIVE_INFINITY;
      if (before === 'sending' && row.state === 'rejected' && no < (sendingSince.get(row.id) ?? 0))
        verdict.fail('I1', `${row.edit.kind} ${row.id} was sent, is called refused, and nobody refused it`);
      checkTaken(verdict, row, disk, ({ n }) => wishes.get(n));
      refusals.stepped(row, life);
    },
    working(request) {
      if (!writes.has(request.operation)) return;
      snapshots.set(request.n, snapshotOf(parts.diskOf(request.sender, request.life).tenant, request));
    },
    worked(request) {
      if (!writes.has(request.operation) || request.effects.length === 0) return;
      const disk = parts.diskOf(request.sender, request.life);
      const late = request.endedAt !== null;
      for (const key of keysOfWork(request, disk.tenant)) {
        count(request, key, disk);
        const row = [...disk.book.rows.values()]
          .filter(({ state, keys }) => state === 'sending' && keys.has(key))
          .sort((one, other) => one.seq - other.seq)[0];
        if (row === undefined || late) continue;
        order.tookEffect(row, disk.book);
        decidedOn(request, row, disk);
        const another = goesToAnother(
          row,
          disk.book.rows,
          accountOf(row, disk),
          sendingSince.get(row.id) ?? 0,
        );
        if (another !== null) verdict.fail('I7', another);
      }
      for (const { effect, subjects } of request.effects) {
        const id = subjects[0] ?? '';
        if (effect === 'service-account.enabled' || effect === 'service-account.disabled')
          note('enabled', id, whose(disk));
        if (effect.startsWith('role.')) note('role', id, whose(disk));
      }
    },
    ended(request) {
      const { status } = request;
      // One reply to rules that went together says of each how it ended.
      const no = status !== null && ((status >= 400 && status < 500) || request.operation === 'create-rule');
      if (no) toldNo.set(`${request.sender} ${request.life}`, now());
      if (request.fault !== null && looksTrue(request)) lied.add(parts.diskOf(request.sender, request.life));
      if (writes.has(request.operation) && status !== null && saysSo(request)) {
        const disk = parts.diskOf(request.sender, request.life);
        refusals.refused(request, wishes.get(request.n) ?? '', status, disk);
      }
      if (!request.told || request.workedAt === null || request.workedStatus !== 200) return;
      const noteRead = (what: string): void => void reads.set(readKey(request, what), request.workedAt ?? 0);
      if (request.operation === 'read-role') noteRead(`role ${idIn(request.path)}`);
      if (request.operation === 'read-user') noteRead(`user ${idIn(request.path)}`);
      // A list of all is read to look up names: it belongs to another question (reliability §3.2, rule 4).
      if (request.operation === 'list-accounts') noteRead(`account ${idIn(request.path)}`);
      if (request.operation === 'find-user') for (const id of foundIn(request)) noteRead(`user ${id}`);
      if (request.operation === 'rules-of') {
        const subject = /subjectId==([^&,]+)/.exec(decodeURIComponent(request.path))?.[1];
        if (subject !== undefined) noteRead(`rules ${subject.toLowerCase()}`);
      }
    },
    changedElsewhere: note,
  };

  /** Who has the e-mail of a rule, with the world's own time. */
  function accountOf({ edit }: BookRow, { tenant }: Disk): Parameters<typeof goesToAnother>[2] {
    if (edit.kind !== 'rule.create' || edit.subject.type !== 'user') return null;
    const { users } = tenant.state;
    const ref = users.byEmail(edit.subject.id.toLowerCase());
    if (ref === undefined) return null;
    const { id, createdAt } = users.read(ref);
    return { id, createdAt: createdAt === null ? null : createdAt - parts.epoch };
  }

  function note(aspect: Aspect, key: string, by: string): void {
    const known = changes.get(`${aspect} ${key}`) ?? [];
    known.push({ at: now(), by });
    changes.set(`${aspect} ${key}`, known);
  }
}
