import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { EditReport } from '../../../src-shared/ipc/changes-contract.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import type { RulesPreview } from '../../../src-shared/ipc/rules-contract.ts';
import type { Grant } from '../../../src-shared/ipc/users-contract.ts';
import { narrowerRules } from '../../../src-shared/rules/narrower-rules.ts';
import { isMade, planSubjectRules } from '../../../src-shared/rules/planned-rules.ts';
import { checkWideGrants } from '../../../src-shared/rules/wide-grant-rules.ts';
import type { FakeFacts } from './fake-facts.ts';

const ok = async <T>(data: T): Promise<Envelope<T>> => ({ ok: true, data });

/** The calls that give rules to many and change many, over memory; the planning is the product's own. */
export function createFakeRulesApi(
  facts: FakeFacts,
  save: (title: string, edits: readonly Edit[]) => Promise<Envelope<EditReport>>,
  ruleOf: (id: string) => Extract<Edit, { kind: 'rule.delete' }>,
): Pick<RolebookApi['rules'], 'addPreview' | 'held' | 'add' | 'changePreview' | 'changeMany'> {
  let localId = -1000;
  const scopes = createScopeIndex(facts.scopes);
  const roleNames = new Map(facts.roles.map((role) => [role.id, role.name]));
  const preview = (
    subjects: readonly { type: 'user' | 'group' | 'service-account'; id: string }[],
    grants: readonly Grant[],
  ): RulesPreview => {
    const holdings = subjects.map((subject) => ({
      subject,
      held: facts.rules.filter(({ subjectId }) => subjectId === subject.id),
    }));
    const rules = planSubjectRules(
      holdings,
      grants,
      { roleNames, scopes },
      { rules: [], roles: new Map(), scopes },
    );
    return {
      subjects: subjects.map((subject) => ({
        wanted: subject,
        subject,
        name: subject.id,
        state:
          subject.type === 'user' && !facts.users.some(({ email }) => email === subject.id)
            ? 'pre-authorised'
            : 'known',
        ruleCount: 0,
      })),
      rules: rules.map((rule) => ({ ...rule, path: [...rule.path] })),
      narrower: narrowerRules(holdings, rules, scopes).map(({ rule, subject, scope, wider }) => ({
        id: rule.id,
        subject,
        roleName: rule.roleName,
        scopeType: rule.scopeType,
        scopeName: rule.scopeName,
        path: scopes.ancestors(scope).map(({ name }) => name),
        coveredBy: scopes.label(wider),
      })),
      findings: checkWideGrants(grants, { subjectType: 'user', roleNames, scopes, held: [] }),
    };
  };
  return {
    addPreview: ({ subjects, grants }) => ok(preview(subjects, grants)),
    held: ({ subjects }) => ok({ subjects: subjects.length, places: [] }),
    add: ({ subjects, grants }) => {
      const made = preview(subjects, grants).rules.filter(isMade);
      return save(
        `${made.length} access rules`,
        made.map(({ subject, roleId, roleName, scope, scopeName }) => {
          localId -= 1;
          return { kind: 'rule.create', localId, subject, roleId, roleName, scope, scopeName };
        }),
      );
    },
    changePreview: ({ ids, roleId }) =>
      ok({
        rows: ids.map((id) => {
          const { subject, roleName, scopeName } = ruleOf(id);
          return {
            id,
            title: `${roleName} on ${scopeName} of ${subject.id}`,
            losses: [`It becomes ${roleNames.get(roleId ?? 0) ?? roleName} on ${scopeName}.`],
          };
        }),
        findings: [],
        typedPhrase: null,
      }),
    changeMany: ({ ids, roleId, scope }) =>
      save(
        `Change ${ids.length} access rules`,
        ids.flatMap((id): Edit[] => {
          const gone = ruleOf(id);
          localId -= 1;
          const { ruleId: _former, kind: _kind, ...before } = gone;
          const to = { roleId: roleId ?? before.roleId, scope: scope ?? before.scope };
          return [
            {
              kind: 'rule.create',
              localId,
              ...before,
              ...to,
              roleName: roleNames.get(to.roleId) ?? before.roleName,
            },
            gone,
          ];
        }),
      ),
  };
}
