import { scopeKey, type ScopeIndex } from '../access/scope-index.ts';
import type { AccessRule } from '../domain/access-rule.ts';
import { type ScopeRef, scopeTypeSchema } from '../domain/scope.ts';
import type { SubjectRef } from '../domain/subject.ts';
import type { Finding } from './finding.ts';
import type { SubjectRule } from './planned-rules.ts';

/** A rule that is held and gives nothing more once a wider one of the plan is made. */
export interface NarrowerRule {
  readonly rule: AccessRule;
  readonly subject: SubjectRef;
  readonly scope: ScopeRef;
  /** The wider place that the same role is to hold on. */
  readonly wider: ScopeRef;
}

/**
 * V37 the other way round: of what subjects hold, the rules that new ones of the same role on a scope above make needless.
 * Rules that a wider one covers already are not among them, since nothing new made them so, nor those that only wait here to
 * be made: these are taken back under Changes. Pure.
 */
export function narrowerRules(
  subjects: readonly { readonly subject: SubjectRef; readonly held: readonly AccessRule[] }[],
  planned: readonly SubjectRule[],
  scopes: Pick<ScopeIndex, 'ancestors'>,
): NarrowerRule[] {
  const keyOf = (subject: SubjectRef, roleId: number, scope: { type: string; id: string }): string =>
    `${subject.type}\n${subject.id}\n${roleId}\n${scopeKey(scope)}`;
  const made = new Map(
    planned
      .filter(({ standing }) => standing === 'new')
      .map(({ subject, roleId, scope }) => [keyOf(subject, roleId, scope), scope]),
  );
  if (made.size === 0) return [];
  return subjects.flatMap(({ subject, held }) =>
    held.flatMap((rule): NarrowerRule[] => {
      const type = scopeTypeSchema.safeParse(rule.scopeType);
      if (!type.success || rule.id <= 0) return [];
      const scope = { type: type.data, id: rule.scopeId };
      const wider = scopes
        .ancestors(scope)
        .map((node) => made.get(keyOf(subject, rule.roleId, node)))
        .find((place) => place !== undefined);
      return wider === undefined ? [] : [{ rule, subject, scope, wider }];
    }),
  );
}

/** Says how many there are; nothing where there is none. */
export function aboutNarrower(narrower: readonly NarrowerRule[], removed: boolean): Finding[] {
  if (narrower.length === 0) return [];
  const one = narrower.length === 1;
  const many = `${narrower.length} rules that are held`;
  return [
    {
      rule: 'V37',
      severity: 'info',
      field: 'rules',
      message: removed
        ? `${one ? '1 rule that is held is' : `${many} are`} removed: a wider one of these gives the same.`
        : `${one ? '1 rule that is held gives' : `${many} give`} nothing more beside a wider one of these.`,
    },
  ];
}
