import type { Change } from '../../../src-shared/domain/change.ts';
import type { ChangeStep, Outbox, OutboxCommit } from '../../../src-main/db/outbox.ts';
import type { Swaps } from '../app/running-app.ts';
import type { Mutant } from './mutant.ts';
import { untouched } from '../../builders/changes.ts';

/** An outbox that says something else than what is stored. */
const seen = (alter: (change: Change, n: number) => Change): Swaps => ({
  outbox: (outbox): Outbox => ({
    ...outbox,
    open: () => outbox.open().map(alter),
    get(id) {
      const change = outbox.get(id);
      return change === null ? null : alter(change, 0);
    },
    commit: (commit) => outbox.commit(commit).map(alter),
  }),
});

/** An outbox that stores something else than what it is given. */
const stored = (alter: (step: ChangeStep, outbox: Outbox) => ChangeStep): Swaps => ({
  outbox: (outbox): Outbox => ({
    ...outbox,
    commit: (commit: OutboxCommit) =>
      outbox.commit({ ...commit, steps: (commit.steps ?? []).map((step) => alter(step, outbox)) }),
  }),
});

const secret = new Set(['user.reset-password', 'service-account.rotate']);

/** Whether a new edit takes back what another one does, or makes it pointless. */
function cancelsOut({ id, edit }: Change, later: Change['edit']): boolean {
  if (later.kind === 'user.delete') {
    if (edit.kind === 'user.create') return later.userId === `local:${id}`;
    if (edit.kind === 'user.reset-password') return later.userId === edit.userId;
    return edit.kind === 'rule.create' && edit.subject.id === later.email;
  }
  if (later.kind === 'service-account.delete') {
    if (edit.kind === 'service-account.create') return later.id === `local:${id}`;
    return edit.kind === 'service-account.set-enabled' && later.id === edit.id;
  }
  if (later.kind === 'role.delete')
    return (edit.kind === 'role.update' || edit.kind === 'role.set-enabled') && later.roleId === edit.roleId;
  if (later.kind === 'rule.delete') return edit.kind === 'rule.create' && later.ruleId === edit.localId;
  return (
    edit.kind === 'service-account.set-enabled' &&
    later.kind === 'service-account.set-enabled' &&
    later.id === edit.id &&
    later.enabled !== edit.enabled
  );
}

/** A change that does not know for what it made way. */
const withoutWay = (change: Change): Change =>
  change.result?.madeWay === undefined ? change : { ...change, result: null };

/** Bugs in what the engine remembers and in what it makes of it. */
export const outboxMutants: readonly Mutant[] = [
  {
    name: 'child-before-parent',
    does: 'sends a change before those that it needs',
    swaps: seen((change) => ({ ...change, dependsOn: [] })),
  },
  {
    name: 'forgets-what-made-way',
    does: 'brings back what made way for something else beside that',
    swaps: { outbox: (outbox) => ({ ...outbox, group: (id) => outbox.group(id).map(withoutWay) }) },
  },
  {
    name: 'no-base-check',
    does: 'never compares what the admin saw with what the tenant has',
    swaps: seen((change) => ({ ...change, base: null })),
  },
  {
    name: 'clock-compare',
    does: 'believes by the local clock that the mirror is fresh enough to skip the comparison',
    swaps: {
      outbox: (outbox, _disk, clock): Outbox => {
        const fresh = (change: Change): Change => {
          const asOf = change.base?.asOf ?? null;
          return asOf !== null && clock.now() - Date.parse(asOf) < 3 * 86_400_000
            ? { ...change, base: null }
            : change;
        };
        return {
          ...outbox,
          open: () => outbox.open().map(fresh),
          get(id) {
            const change = outbox.get(id);
            return change === null ? null : fresh(change);
          },
        };
      },
    },
  },
  {
    name: 'sends-staged',
    does: 'sends what was staged',
    swaps: seen((change) => ({ ...change, held: false })),
  },
  {
    name: 'poison-stops-queue',
    does: 'lets a change that needs the admin hold up all that come after it',
    swaps: {
      outbox: (outbox): Outbox => ({
        ...outbox,
        open() {
          const all = outbox.open();
          const bad = all.findIndex(
            ({ state }) => state === 'rejected' || state === 'conflict' || state === 'blocked',
          );
          return bad < 0 ? all : all.slice(0, bad + 1);
        },
      }),
    },
  },
  {
    name: 'forgets-unknown',
    does: 'takes a change whose reply was lost for one that was never sent',
    // What it met goes too: as long as a change knows that a reply was lost, a name that is taken makes it look who has it.
    swaps: stored((step) =>
      step.patch.state === 'unknown'
        ? { ...step, patch: { ...step.patch, state: 'pending', error: null } }
        : step,
    ),
  },
  {
    name: 'repeats-secrets',
    does: 'asks for another password by itself when the reply with the first was lost',
    swaps: stored((step, outbox) =>
      step.patch.conflict?.kind === 'password-not-received' &&
      secret.has(outbox.get(step.id)?.edit.kind ?? '')
        ? { ...step, patch: { ...step.patch, state: 'pending', conflict: null } }
        : step,
    ),
  },
  {
    name: 'drops-unknown-at-restart',
    does: 'gives up what was on the wire when the program ended',
    swaps: stored((step, outbox) =>
      step.patch.state === 'unknown' && step.patch.error?.message.startsWith('Rolebook ended') === true
        ? {
            ...step,
            patch: {
              ...step.patch,
              state: outbox.get(step.id)?.state === 'sending' ? 'rejected' : 'unknown',
            },
          }
        : step,
    ),
  },
  {
    name: 'id-in-a-commit-of-its-own',
    does: 'stores the end of a change and the id that the tenant gave in two commits, and ends in between',
    swaps: stored((step) =>
      step.patch.state === 'done' && step.patch.result !== undefined && step.patch.result !== null
        ? { ...step, patch: { ...step.patch, result: { ...step.patch.result, serverId: null } } }
        : step,
    ),
  },
  {
    name: 'never-backs-off',
    does: 'tries again at once, for ever',
    swaps: {
      ...stored((step) => ({
        ...step,
        patch: { ...step.patch, ...(step.patch.attempts === undefined ? {} : { attempts: 0 }) },
      })),
      push: ({ random }) => ({ random: { uuid: () => random.uuid(), below: () => 0 } }),
    },
  },
  {
    name: 'says-done-too-early',
    does: 'calls a change done when its reply was lost',
    swaps: stored((step) =>
      step.patch.state === 'unknown'
        ? {
            ...step,
            patch: {
              ...step.patch,
              state: 'done',
              result: {
                serverId: null,
                clientId: null,
                how: 'done',
                note: null,
                credentialId: null,
                facts: { users: [], rules: [], serviceAccounts: [], roles: [] },
              },
            },
          }
        : step,
    ),
  },
  {
    name: 'not-durable',
    does: 'tells the admin that an edit is saved before it is on the disk',
    swaps: {
      killed(disk, now) {
        const newest = [...disk.book.rows.values()].at(-1);
        if (newest === undefined || newest.state !== 'pending' || now - newest.since > 2_000) return;
        disk.ledger.exec('DROP TRIGGER IF EXISTS outbox_never_shrinks');
        disk.ledger.prepare('DELETE FROM outbox WHERE id = ?').run(newest.id);
      },
    },
  },
  {
    name: 'sign-out-clears-outbox',
    does: 'takes back all changes when the user signs out',
    swaps: {
      signedOut(disk) {
        disk.ledger.exec("UPDATE outbox SET state = 'cancelled' WHERE state NOT IN ('done', 'cancelled')");
      },
    },
  },
  {
    name: 'squashes-across-sending',
    does: 'takes back what a new change makes pointless although it is being sent',
    swaps: {
      outbox: (outbox): Outbox => ({
        ...outbox,
        commit(commit) {
          const sending = outbox.open().filter(({ state }) => state === 'sending');
          const squashed = sending.filter((one) =>
            (commit.add ?? []).some(({ edit }) => cancelsOut(one, edit)),
          );
          return outbox.commit({
            ...commit,
            steps: [
              ...(commit.steps ?? []),
              ...squashed.map(({ id }): ChangeStep => ({
                id,
                from: ['sending'],
                patch: { state: 'cancelled' },
              })),
            ],
          });
        },
      }),
    },
  },
  {
    name: 'no-tenant-check',
    does: 'sends the changes of another tenant or account with the sign-in that is open now',
    swaps: {
      outbox(outbox, disk, _clock, others): Outbox {
        const [other] = others;
        if (other === undefined) return outbox;
        const mine = (change: Change): Change => ({ ...change, binding: disk.binding });
        const foreign = [...other.book.rows.values()].filter(({ state }) => state === 'pending');
        return {
          ...outbox,
          commit(commit) {
            const ours = new Set(foreign.map(({ id }) => id));
            const steps = (commit.steps ?? []).filter(({ id }) => !ours.has(id));
            const answer = outbox.commit({ ...commit, steps });
            const theirs = (commit.steps ?? [])
              .filter(({ id }) => ours.has(id))
              .flatMap(({ id }) => this.get(id) ?? []);
            return [...answer, ...theirs.map((change) => ({ ...change, state: 'sending' as const }))];
          },
          open: () => [...outbox.open(), ...foreign.map((row) => mine(asChange(row)))],
          get(id) {
            const there = foreign.find((row) => row.id === id);
            return there === undefined ? outbox.get(id) : mine(asChange(there));
          },
        };
      },
    },
  },
];

function asChange(row: {
  readonly id: string;
  readonly seq: number;
  readonly binding: string;
  readonly groupId: string;
  readonly edit: Change['edit'];
}): Change {
  return {
    ...row,
    groupTitle: '',
    base: null,
    dependsOn: [],
    held: false,
    acknowledged: [],
    ...untouched,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  };
}
