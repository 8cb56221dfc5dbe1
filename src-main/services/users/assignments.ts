import { isDepartmentAdministrator } from '../../../src-shared/access/role-kinds.ts';
import type { Assignment } from '../../../src-shared/domain/assignment.ts';
import type { ScopeNode } from '../../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { AssignedUnit, AssignmentsView } from '../../../src-shared/ipc/user-facts-contract.ts';
import { whyNotAssignHere } from '../../../src-shared/profiles/assigning.ts';
import {
  checkDepartmentAssignment,
  checkProjectAssignment,
  checkResearcherAssignment,
} from '../../../src-shared/rules/assignment-rules.ts';
import { assignmentsFromWire } from '../../../src-shared/wire/assignment-wire.ts';
import type { Mirror } from '../../db/mirror.ts';
import type { TenantSession } from '../../session/tenant-session.ts';
import { namesOf, type SubjectNames } from './subject-names.ts';

function unitsOf(
  type: 'project' | 'department',
  all: readonly Assignment[] | null,
  { own, groups }: SubjectNames,
  tree: readonly ScopeNode[],
): AssignedUnit[] | null {
  if (all === null) return null;
  const pathOf = (node: ScopeNode): string[] => {
    const parent = node.parent === null ? undefined : tree[node.parent];
    return parent === undefined || parent.type === 'tenant' ? [] : [...pathOf(parent), parent.name];
  };
  const byId = new Map(tree.filter((node) => node.type === type).map((node) => [node.id, node]));
  return all.flatMap(({ unitId, subject }): AssignedUnit[] => {
    const via = own(subject)
      ? 'direct'
      : subject.type === 'group' && groups.includes(subject.id)
        ? subject.id
        : null;
    const node = byId.get(unitId);
    if (via === null || node === undefined) return [];
    return [{ id: unitId, name: node.name, path: pathOf(node), via }];
  });
}

/** users.assignments: where somebody is assigned beside the rules, and what of it has no effect (V12, V13, V19). */
export async function readAssignments(
  { mirror, session }: { readonly mirror: Mirror; readonly session: TenantSession },
  subject: SubjectRef,
): Promise<AssignmentsView> {
  const { asOf } = await mirror.info();
  const nothing = { projects: null, departments: null, findings: [], whyNotHere: whyNotAssignHere, asOf };
  if (session.describe().productLine !== '2.13') return { applies: false, ...nothing };
  const [projectFacts, departmentFacts, tree, names] = await Promise.all([
    mirror.listed('projects'),
    mirror.listed('departments'),
    mirror.scopeTree(false),
    namesOf(mirror, subject),
  ]);
  const told = assignmentsFromWire(projectFacts, departmentFacts);
  const projects = unitsOf('project', told.projects, names, tree);
  const departments = unitsOf('department', told.departments, names, tree);
  const held = await Promise.all([
    mirror.rulesOf(subject),
    ...names.groups.map((id) => mirror.rulesOf({ type: 'group', id })),
  ]);
  const roleNames = [...new Set(held.flat().map(({ roleName }) => roleName))];
  const about = {
    label: subject.id,
    isGroup: subject.type === 'group',
    roleNames,
    projects: (projects ?? []).map(({ name }) => name),
  };
  return {
    ...nothing,
    applies: true,
    projects,
    departments,
    findings: [
      ...checkResearcherAssignment({ ...about, canTell: projects !== null }),
      ...checkProjectAssignment({
        ...about,
        // A group's own assignment is the group's to be warned of.
        projects: (projects ?? []).filter(({ via }) => via === 'direct').map(({ name }) => name),
      }),
      ...checkDepartmentAssignment({
        label: subject.id,
        isAdministrator: roleNames.some(isDepartmentAdministrator),
        departments: departments?.length ?? null,
      }),
    ],
  };
}
