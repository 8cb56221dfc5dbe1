import { isResearcherLike } from '../access/role-kinds.ts';
import type { Finding } from './finding.ts';

/** Somebody who is, or is to be, assigned to projects of 2.13. */
export interface AssignedSubject {
  readonly label: string;
  readonly isGroup: boolean;
  /** Names of all roles, own and through groups. */
  readonly roleNames: readonly string[];
  /** Names of the projects. */
  readonly projects: readonly string[];
}

/** V19: being assigned to a project does nothing for whoever is no Researcher. */
export function checkProjectAssignment(subject: AssignedSubject): Finding[] {
  const { label, isGroup, roleNames, projects } = subject;
  if (projects.length === 0 || roleNames.some(isResearcherLike)) return [];
  const [first = ''] = projects;
  const where = projects.length === 1 ? `project ${first}` : `${projects.length} projects`;
  const why = isGroup
    ? 'the group is no Researcher'
    : 'Researcher is held neither directly nor through a group';
  return [
    {
      rule: 'V19',
      severity: 'warn',
      field: 'scopes',
      message: `Assigned to ${where} without effect: ${why}.`,
      about: `${isGroup ? 'group' : 'user'} ${label}`,
    },
  ];
}

/** V12: a Researcher of 2.13 works in assigned projects only. `canTell`: the tenant says who is assigned. */
export function checkResearcherAssignment(
  subject: AssignedSubject & { readonly canTell: boolean },
): Finding[] {
  const { label, roleNames, projects, canTell } = subject;
  if (!canTell || projects.length > 0 || !roleNames.some(isResearcherLike)) return [];
  return [
    {
      rule: 'V12',
      severity: 'warn',
      field: 'scopes',
      message: `${label} is Researcher and assigned to no project, so no workload can be submitted.`,
      about: label,
    },
  ];
}

/** V13: a Department Administrator of 2.13 acts in assigned departments only. `departments`: how many; null: not told. */
export function checkDepartmentAssignment(subject: {
  readonly label: string;
  readonly isAdministrator: boolean;
  readonly departments: number | null;
}): Finding[] {
  const { label, isAdministrator, departments } = subject;
  if (!isAdministrator || departments !== 0) return [];
  return [
    {
      rule: 'V13',
      severity: 'warn',
      field: 'scopes',
      message: `${label} is Department Administrator and assigned to no department, so the role has no effect.`,
      about: label,
    },
  ];
}
