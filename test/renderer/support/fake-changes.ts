import { tallyOf } from '../../../src-shared/changes/change-tally.ts';
import type { Edit, OutboxCounts } from '../../../src-shared/domain/change.ts';
import { openStates } from '../../../src-shared/domain/change.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type {
  ChangesMoved,
  EditReport,
  EndedPlace,
  PlannedChange,
} from '../../../src-shared/ipc/changes-contract.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import type { ViewFilter } from '../../../src-shared/views/view-query.ts';
import type { FakeFacts } from './fake-facts.ts';
import { countsOf, createFakeOutbox, describeEdit, fakeError } from './fake-outbox.ts';
import type { FakeOutbox } from './fake-outbox.ts';
import { createFakeAnother } from './fake-another.ts';
import { createFakeRulesApi } from './fake-rules-api.ts';
import { seedOutbox } from './fake-outbox-seed.ts';

const ok = async <T>(data: T): Promise<Envelope<T>> => ({ ok: true, data });

/** What {@link createFakeChanges} makes. */
export type FakeChanges = Pick<RolebookApi, 'changes' | 'rules' | 'serviceAccounts'> & {
  readonly outbox: FakeOutbox;
};

/**
 * The rooms of the outbox over memory.
 *
 * @param options.size changes there are at the start, all states among them; 0 = none
 * @param options.online whether sending works
 * @param options.pace milliseconds a sent change takes
 */
export function createFakeChanges(
  facts: FakeFacts,
  options: {
    readonly size: number;
    readonly online: () => boolean;
    readonly pace: number;
    readonly onChanged: (counts: OutboxCounts) => void;
  },
): FakeChanges {
  const outbox = createFakeOutbox(options.onChanged);
  if (options.size > 0) seedOutbox(outbox, facts, options.size);
  const counts = (): OutboxCounts => countsOf(outbox.changes());
  const movedAll = (moved: readonly string[], along: readonly string[] = []): ChangesMoved => ({
    moved: [...moved],
    along: [...along],
    counts: counts(),
  });
  const isOpen = (id: string): boolean =>
    outbox.changes().some((each) => each.id === id && openStates.includes(each.state));
  const save = (title: string, edits: readonly Edit[]): Promise<Envelope<EditReport>> => {
    const { groupId, changes } = outbox.add(title, edits);
    return ok({ groupId, queued: true, changes: [...changes], credentials: [] });
  };
  const cancel = (ids: readonly string[]): Promise<Envelope<ChangesMoved>> => {
    const moved = ids.filter(isOpen);
    const along = outbox.waitingFor(moved);
    outbox.patch([...moved, ...along], { state: 'cancelled', nextAt: null });
    return ok(movedAll(moved, along));
  };
  const ruleOf = (id: string): Extract<Edit, { kind: 'rule.delete' }> => {
    const rule = facts.rules.find((each) => String(each.id) === id);
    return {
      kind: 'rule.delete',
      ruleId: Number(id),
      subject: { type: 'user', id: rule?.subjectId ?? '' },
      roleId: rule?.roleId ?? 0,
      roleName: rule?.roleName ?? '',
      scope: { type: 'project', id: rule?.scopeId ?? '1' },
      scopeName: rule?.scopeName ?? '',
    };
  };
  const accountOf = (id: string): { id: string; name: string; clientId: string } => {
    const account = facts.serviceAccounts.find((each) => each.clientId === id);
    return { id, name: account?.name ?? id, clientId: id };
  };

  const soughtEnded = (search: string, filters: readonly ViewFilter[]) => {
    const tally = tallyOf(search, filters);
    const all = outbox.changes().filter(({ state }) => !openStates.includes(state));
    return { tally, found: all.toReversed().map(outbox.planned).filter(tally.take), all: all.length };
  };
  const behind = (came: readonly PlannedChange[]): EndedPlace | null => {
    const last = came.at(-1)?.change;
    return last === undefined ? null : { updatedAt: last.updatedAt, seq: last.seq };
  };

  return {
    outbox,
    changes: {
      list: ({ which, from = 0, limit = 500 }) => {
        const all = outbox
          .changes()
          .filter((each) => which === 'all' || openStates.includes(each.state) === (which !== 'ended'));
        const ordered = which === 'ended' ? all.toReversed() : all;
        return ok({
          changes: ordered.slice(from, from + limit).map(outbox.planned),
          total: all.length,
          counts: counts(),
        });
      },
      ended: ({ search = '', filters = [], limit = 500 }) => {
        const { tally, found, all } = soughtEnded(search, filters);
        const changes = found.slice(0, limit);
        return ok({
          changes,
          next: changes.length < found.length ? behind(changes) : null,
          total: found.length,
          all,
          signs: tally.signs(),
          facets: tally.facets(),
        });
      },
      endedMore: ({ search = '', filters = [], limit = 500, after }) => {
        const { found } = soughtEnded(search, filters);
        const from = found.findIndex(({ change }) => change.seq === after.seq) + 1;
        const changes = found.slice(from, from + limit);
        return ok({ changes, next: from + changes.length < found.length ? behind(changes) : null });
      },
      get: ({ id }) => {
        const change = outbox.changes().find((each) => each.id === id);
        return ok(change === undefined ? null : outbox.planned(change));
      },
      async send({ ids }) {
        if (!options.online()) {
          return {
            ok: false,
            error: fakeError({
              kind: 'network',
              reason: 'unreachable',
              message: 'acme.example.com cannot be reached.',
              hint: 'The changes are kept and sent when it can be.',
              status: null,
            }),
          };
        }
        const wanted = outbox
          .changes()
          .filter((each) => each.state === 'pending' && (ids?.includes(each.id) ?? true))
          .map((each) => each.id);
        outbox.patch(wanted, { state: 'sending', held: false, nextAt: null, error: null });
        await new Promise((resolve) => setTimeout(resolve, options.pace));
        outbox.patch(wanted, { state: 'done' });
        return ok(movedAll(wanted));
      },
      discard: ({ ids }) => cancel(ids),
      async undo({ groupId }) {
        const set = outbox.changes().filter((each) => each.groupId === groupId);
        const taken = await cancel(set.map((each) => each.id));
        return taken.ok ? ok({ ...taken.data, back: [] }) : taken;
      },
      bringBack({ ids }) {
        const gone = outbox.changes().filter(({ id, state }) => ids.includes(id) && state === 'cancelled');
        const moved = gone.map(({ id }) => id);
        outbox.patch(moved, { state: 'pending' });
        return ok({
          ...movedAll(moved),
          back: gone.map(({ id, held }) => ({ id, held, state: 'pending' as const })),
        });
      },
      reorder: ({ id, before }) => {
        outbox.reorder(id, before);
        return ok(movedAll([id]));
      },
      note: ({ groupIds, reason, ticket }) => {
        outbox.note(groupIds, { reason, ticket });
        return ok(null);
      },
      resolve: ({ id, choice, email }) => {
        if (choice === 'take-theirs') return cancel([id]);
        const change = outbox.changes().find((each) => each.id === id);
        const edit =
          email !== undefined && change?.edit.kind === 'user.create' ? { ...change.edit, email } : undefined;
        outbox.patch([id], { state: 'pending', conflict: null, ...(edit === undefined ? {} : { edit }) });
        outbox.patch(outbox.waitingFor([id]), { state: 'pending' });
        return ok(movedAll([id]));
      },
      ...createFakeAnother(facts, outbox, save),
      byHand: () => ok({ steps: [], findings: [], leftOut: [] }),
      exportPlan: ({ ids }) =>
        ok({
          outcome: 'done' as const,
          path: '/home/ada/Documents/changes.plan.json',
          rows: ids?.length ?? outbox.changes().length,
          refused: [],
        }),
      importPlan: () => {
        outbox.add(
          'Plan changes.plan.json',
          [accountOf('grafana')].map(({ id, name }) => ({
            kind: 'service-account.set-enabled' as const,
            id,
            name,
            enabled: false,
          })),
          [{ held: true }],
        );
        return ok({
          outcome: 'done' as const,
          path: '/home/ada/Documents/changes.plan.json',
          rows: 1,
          refused: [
            {
              row: 2,
              title: 'Delete user ines.clarke@example.com',
              reason: 'Her access rules are others now than when the plan was written.',
            },
            {
              row: 5,
              title: 'Give Viewer on project speech-2 to kofi.bauer@example.com',
              reason: 'There is no project speech-2 at this tenant.',
            },
          ],
        });
      },
    },
    rules: {
      ...createFakeRulesApi(facts, save, ruleOf),
      removePreview: ({ ids }) =>
        ok({
          rows: ids.map((id) => ({
            id,
            title: describeEdit(ruleOf(id)).title,
            losses: [...describeEdit(ruleOf(id)).effect],
          })),
          findings:
            ids.length > 1
              ? [
                  {
                    rule: 'V26',
                    severity: 'warn' as const,
                    field: 'rules',
                    message: 'Nobody else holds Editor on department research.',
                  },
                ]
              : [],
          typedPhrase: ids.length > 9 ? `remove ${ids.length} rules` : null,
        }),
      remove: ({ ids }) => save(`Remove ${ids.length} access rules`, ids.map(ruleOf)),
      change: ({ id, roleId, scope }) => {
        const { ruleId: _former, kind: _kind, ...before } = ruleOf(id);
        const role = facts.roles.find((each) => each.id === roleId);
        const node = facts.scopes.find((each) => each.id === scope.id);
        return save('Change of an access rule', [
          {
            kind: 'rule.create',
            localId: -900,
            ...before,
            roleId,
            roleName: role?.name ?? '',
            scope,
            scopeName: node?.name ?? '',
          },
          ruleOf(id),
        ]);
      },
    },
    serviceAccounts: {
      create: ({ name }) => save(`New service account ${name}`, [{ kind: 'service-account.create', name }]),
      setEnabled: ({ ids, enabled }) =>
        save(
          `${enabled ? 'Enable' : 'Disable'} ${ids.length} service accounts`,
          ids.map((id) => ({ kind: 'service-account.set-enabled', ...accountOf(id), enabled })),
        ),
      rotate: ({ id }) => save('New client secret', [{ kind: 'service-account.rotate', ...accountOf(id) }]),
      deletePreview: ({ ids }) =>
        ok({
          rows: ids.map((id) => ({
            id,
            title: accountOf(id).name,
            losses: ['Editor on department research', 'Viewer on project speech-2'],
          })),
          findings: [],
          typedPhrase: `delete ${accountOf(ids[0] ?? '').name}`,
        }),
      delete: ({ ids }) =>
        save(
          `Delete ${ids.length} service accounts`,
          ids.map((id) => ({ kind: 'service-account.delete', ...accountOf(id) })),
        ),
    },
  };
}
