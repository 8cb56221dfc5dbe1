import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { EditReport } from '../../../src-shared/ipc/changes-contract.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import type { FakeFacts } from './fake-facts.ts';
import type { FakeOutbox } from './fake-outbox.ts';

const ok = async <T>(data: T): Promise<Envelope<T>> => ({ ok: true, data });

type NewRule = Extract<Edit, { kind: 'rule.create' }>;
type Wish = Parameters<RolebookApi['changes']['anotherPreview']>[0];

/** Another role or place instead of the one that is gone, over memory and without the rules that judge it. */
export function createFakeAnother(
  facts: FakeFacts,
  outbox: FakeOutbox,
  save: (title: string, edits: readonly Edit[]) => Promise<Envelope<EditReport>>,
): Pick<RolebookApi['changes'], 'anotherPreview' | 'another'> {
  const isNewRule = (change: Change): change is Change & { edit: NewRule } =>
    change.edit.kind === 'rule.create' && ['pending', 'blocked', 'conflict'].includes(change.state);
  const aimed = ({ id, all }: Wish) => {
    const rules = outbox.changes().filter(isNewRule);
    const asked = rules.find((each) => each.id === id);
    const others = rules.filter(
      ({ id: other, edit }) =>
        other !== id &&
        (asked?.conflict?.kind === 'role-gone' || asked?.conflict?.kind === 'role-off'
          ? edit.roleId === asked.edit.roleId
          : edit.scope.id === asked?.edit.scope.id),
    );
    return { others, rules: [...(asked === undefined ? [] : [asked]), ...(all ? others : [])] };
  };
  const become = (edit: NewRule, { roleId, scope }: Wish): NewRule => ({
    ...edit,
    ...(roleId === null
      ? {}
      : { roleId, roleName: facts.roles.find((role) => role.id === roleId)?.name ?? '' }),
    ...(scope === null
      ? {}
      : { scope, scopeName: facts.scopes.find(({ id }) => id === scope.id)?.name ?? '' }),
  });
  return {
    anotherPreview: (wish) => {
      const { others, rules } = aimed(wish);
      const chosen = wish.roleId !== null || wish.scope !== null;
      return ok({
        rows: (chosen ? rules : []).map(({ id, edit }) => {
          const next = become(edit, wish);
          return {
            id,
            title: `${edit.roleName} on ${edit.scopeName} of ${edit.subject.id}`,
            losses: [`It becomes ${next.roleName} on ${next.scopeName}.`],
          };
        }),
        findings: [],
        typedPhrase: null,
        others: others.length,
      });
    },
    another: (wish) => {
      const { rules } = aimed(wish);
      const edits = rules.map(({ edit }) => become(edit, wish));
      outbox.patch(
        rules.map(({ id }) => id),
        { state: 'cancelled', nextAt: null },
      );
      return save(`${edits[0]?.roleName ?? ''} on ${edits[0]?.scopeName ?? ''}`, edits);
    },
  };
}
