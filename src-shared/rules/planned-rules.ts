import { scopeKey } from '../access/scope-index.ts';
import type { ScopeRef } from '../domain/scope.ts';
import type { SubjectRef } from '../domain/subject.ts';
import type { Grant } from '../ipc/users-contract.ts';
import { type ActorRights, whyNotGive } from './escalation-rules.ts';
import { type GrantContext, type HeldRule, roleNameOf } from './grant-draft.ts';
import { isWide } from './wide-grant-rules.ts';

/**
 * How a planned rule stands: `new` will be made · `held` is there already, `repeated` is planned twice: neither is made
 * (V36) · `covered` is made and gives nothing that a wider one does not give (V37) · `refused` reaches further than the
 * actor's own rights (V23).
 */
export const plannedStandings = ['new', 'held', 'repeated', 'covered', 'refused'] as const;

/** One of {@link plannedStandings}. */
export type PlannedStanding = (typeof plannedStandings)[number];

/** One access rule that giving these roles to these subjects stands for. */
export interface SubjectRule {
  readonly subject: SubjectRef;
  readonly roleId: number;
  readonly roleName: string;
  readonly scope: ScopeRef;
  readonly scopeName: string;
  /** Names from the tenant down to the scope's parent. */
  readonly path: readonly string[];
  readonly standing: PlannedStanding;
  /** The wider place that covers it, or why it is refused; null where there is nothing to say. */
  readonly why: string | null;
  /** Reaches far in the sense of V38. */
  readonly wide: boolean;
}

/** A subject with what it holds already. */
export interface SubjectHolding {
  readonly subject: SubjectRef;
  readonly held: readonly HeldRule[];
}

const keyOf = (roleId: number, scope: { type: string; id: string }): string =>
  `${roleId}\n${scopeKey(scope)}`;

/** Every rule that many subjects × roles × scopes come to, each with its standing. Pure. */
export function planSubjectRules(
  subjects: readonly SubjectHolding[],
  grants: readonly Grant[],
  facts: Pick<GrantContext, 'roleNames' | 'scopes'>,
  actor: ActorRights,
): SubjectRule[] {
  const places = grants.flatMap(({ roleId, scopes }) =>
    scopes.map((scope) => ({
      roleId,
      scope,
      roleName: roleNameOf(facts, roleId),
      scopeName: facts.scopes.find(scope)?.name ?? scope.id,
      above: facts.scopes.ancestors(scope),
      refused: whyNotGive(actor, roleId, scope),
    })),
  );
  const chosen = places.map(({ roleId, scope }) => keyOf(roleId, scope));
  return subjects.flatMap(({ subject, held }) => {
    const holds = new Set(
      held.map(({ roleId, scopeType, scopeId }) => keyOf(roleId, { type: scopeType, id: scopeId })),
    );
    const wider = new Set([...chosen, ...holds]);
    const seen = new Set<string>();
    return places.map(({ roleId, roleName, scope, scopeName, above, refused }): SubjectRule => {
      const key = keyOf(roleId, scope);
      const cover = above.find((node) => wider.has(keyOf(roleId, node)));
      const [standing, why]: [PlannedStanding, string | null] = holds.has(key)
        ? ['held', null]
        : seen.has(key)
          ? ['repeated', null]
          : refused !== null
            ? ['refused', refused]
            : cover === undefined
              ? ['new', null]
              : ['covered', facts.scopes.label(cover)];
      seen.add(key);
      return {
        subject,
        roleId,
        roleName,
        scope,
        scopeName,
        path: above.map(({ name }) => name),
        standing,
        why,
        wide: isWide({ type: subject.type, roleName, scope }),
      };
    });
  });
}

/** Whether saving would make the rule. */
export function isMade({ standing }: Pick<SubjectRule, 'standing'>): boolean {
  return standing === 'new' || standing === 'covered';
}
