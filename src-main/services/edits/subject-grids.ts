import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Assignment } from '../../../src-shared/domain/assignment.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { type Finding, findingKey } from '../../../src-shared/rules/finding.ts';
import { checkGrid, type GridRule } from '../../../src-shared/rules/role-grid-rules.ts';
import { checkRoleMix } from '../../../src-shared/rules/role-mix-rules.ts';
import { assignmentsFromWire } from '../../../src-shared/wire/assignment-wire.ts';
import { permittedFromWire } from '../../../src-shared/wire/permitted-wire.ts';
import type { Mirror } from '../../db/mirror.ts';
import { namesOf } from '../users/subject-names.ts';

/** An edit that gives a rule or takes one away. */
export type RuleEdit = Extract<Edit, { kind: 'rule.create' | 'rule.delete' }>;

export const isRuleEdit = (edit: Edit): edit is RuleEdit =>
  edit.kind === 'rule.create' || edit.kind === 'rule.delete';

/** Role and place of an edit. */
export const gridRule = ({ roleId, scope }: RuleEdit): GridRule => ({
  roleId,
  scopeType: scope.type,
  scopeId: scope.id,
});

/** By what a subject is known again, whatever it is called. */
export const gridKey = ({ type, id }: SubjectRef): string =>
  `${type === 'app' ? 'service-account' : type} ${type === 'user' ? foldEmail(id) : id}`;

/** One subject's rules as they will be, and what is to be said of that. */
export interface SubjectGrid {
  readonly subject: SubjectRef;
  readonly after: readonly GridRule[];
  readonly findings: readonly Finding[];
}

/** What grids are worked out from. */
export type GridMirror = Pick<Mirror, 'rulesOf' | 'roles' | 'listed' | 'usersLike' | 'serviceAccounts'>;

const whoOf = ({ type }: SubjectRef): string =>
  type === 'user' ? 'the user' : type === 'group' ? 'the group' : 'the service account';

/** The tenant's roles, and whether a subject is assigned to anything, itself or through a group. Read once for an act. */
async function readMixFacts(mirror: GridMirror) {
  const [roles, projects, departments] = await Promise.all([
    mirror.roles(),
    mirror.listed('projects'),
    mirror.listed('departments'),
  ]);
  const told = assignmentsFromWire(projects, departments);
  return {
    roles,
    async assigned(subject: SubjectRef) {
      const { own, groups } = await namesOf(mirror, subject);
      const among = (all: readonly Assignment[] | null): boolean | null =>
        all?.some(
          (one) => own(one.subject) || (one.subject.type === 'group' && groups.includes(one.subject.id)),
        ) ?? null;
      return { projects: among(told.projects), departments: among(told.departments) };
    },
  };
}

/** Clusters that a subject is permitted though nothing at the tenant gives it a role there. */
async function permittedTo(mirror: GridMirror, subject: SubjectRef, held: readonly AccessRule[]) {
  // As soon as there is a rule, rules say where roles hold; the list is of the last sync.
  if (held.some(({ id }) => id > 0)) return [];
  const key = gridKey(subject);
  return permittedFromWire(await mirror.listed('clusters')).filter((one) => gridKey(one.subject) === key);
}

/** Roles that an act gives to somebody who does not have them at the tenant. */
function rolesGiven(own: readonly RuleEdit[], held: readonly AccessRule[]): Set<number> {
  const known = new Set(held.filter(({ id }) => id > 0).map(({ roleId }) => roleId));
  const given = own.filter(({ kind, roleId }) => kind === 'rule.create' && !known.has(roleId));
  return new Set(given.map(({ roleId }) => roleId));
}

/**
 * Where roles stand on their subject (2.13): what some edits make of each subject that they touch, and what is to be said
 * of it (V10 to V18). `dropped`: rules that were only made here and are taken back with the same act.
 */
export async function subjectGrids(
  { mirror }: { readonly mirror: GridMirror },
  edits: readonly Edit[],
  dropped: ReadonlySet<number> = new Set(),
): Promise<ReadonlyMap<string, SubjectGrid>> {
  const bySubject = new Map<string, { readonly subject: SubjectRef; readonly edits: RuleEdit[] }>();
  for (const edit of edits) {
    if (!isRuleEdit(edit)) continue;
    const known = bySubject.get(gridKey(edit.subject)) ?? { subject: edit.subject, edits: [] };
    known.edits.push(edit);
    bySubject.set(gridKey(edit.subject), known);
  }
  const grids = new Map<string, SubjectGrid>();
  let facts: ReturnType<typeof readMixFacts> | null = null;
  for (const [key, { subject, edits: own }] of bySubject) {
    const going = new Set([
      ...dropped,
      ...own.flatMap((edit) => (edit.kind === 'rule.delete' ? [edit.ruleId] : [])),
    ]);
    const held = await mirror.rulesOf(subject);
    const given = own.filter(({ kind }) => kind === 'rule.create').map(gridRule);
    const after = [...held.filter(({ id }) => !going.has(id)), ...given];
    const fresh = rolesGiven(own, held);
    const mix = async (): Promise<Finding[]> => {
      if (fresh.size === 0) return [];
      const { roles, assigned } = await (facts ??= readMixFacts(mirror));
      const roleIds = [...new Set(after.map(({ roleId }) => roleId))];
      return checkRoleMix(
        { who: whoOf(subject), roleIds, given: fresh, assigned: await assigned(subject) },
        roles,
      );
    };
    const permitted = given.length === 0 ? [] : await permittedTo(mirror, subject, held);
    grids.set(key, {
      subject,
      after,
      findings: [...checkGrid(after, subject, permitted), ...(await mix())],
    });
  }
  return grids;
}

/** So many subjects are named with what several of them have in common. */
const named = 3;

/** What is to be said of all subjects of an act: each thing once, with whom it is about where there are several. */
export function gridFindings(grids: ReadonlyMap<string, SubjectGrid>): Finding[] {
  const found = new Map<string, { readonly finding: Finding; readonly about: string[] }>();
  for (const { subject, findings } of grids.values())
    for (const finding of findings) {
      const key = `${finding.severity} ${findingKey(finding)} ${finding.message}`;
      const known = found.get(key) ?? { finding, about: [] };
      known.about.push(subject.id);
      found.set(key, known);
    }
  return [...found.values()].map(({ finding, about }) => {
    // Those of a grid name their subject themselves.
    if (grids.size === 1 || finding.field === 'scopes') return finding;
    const rest = about.length - named;
    const who = [...about.slice(0, named), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
    return { ...finding, message: `${finding.message} (${who})` };
  });
}
