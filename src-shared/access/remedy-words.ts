import type { ScopeRef } from '../domain/scope.ts';
import type { RemedyAct } from '../ipc/access-why-contract.ts';
import type { AccessWorld } from './access-world.ts';
import { describePlace, placeWords } from './describe-path.ts';
import { isDepartmentAdministrator, isResearcherLike } from './role-kinds.ts';

/** Where a role whose scope is to be chosen can be given. */
function somewhere(world: AccessWorld, roleName: string): string {
  if (world.clustersOnly) return 'the cluster where it is needed';
  if (isResearcherLike(roleName)) return 'the project where it is needed';
  if (isDepartmentAdministrator(roleName)) return 'the department where it is needed';
  return 'the project, department or cluster where it is needed';
}

function actWords(world: AccessWorld, act: RemedyAct): string {
  const at = (scope: ScopeRef): string => placeWords(describePlace(world, scope));
  const roleName = (id: number): string => world.roles.find((role) => role.id === id)?.name ?? `role ${id}`;
  switch (act.kind) {
    case 'give': {
      const name = roleName(act.roleId);
      return `Give ${name} on ${act.scope === null ? somewhere(world, name) : at(act.scope)}.`;
    }
    case 'join':
      return `Add to ${act.group} at the identity provider.`;
    case 'switch-role-on':
      return `Switch the role ${roleName(act.roleId)} on.`;
    case 'make-project':
      return `Make a project in ${at(act.scope)}.`;
    case 'make-department':
      return `Make a department in ${at(act.scope)}.`;
    case 'assign-project':
    case 'assign-department': {
      const [who, unit] =
        act.kind === 'assign-project'
          ? (['an Editor or Department Administrator', 'project'] as const)
          : (['an Editor', 'department'] as const);
      const whom = act.subject.type === 'group' ? `group ${act.subject.id}` : 'them';
      const where = act.scope === null ? `a ${unit}` : at(act.scope);
      return `Have ${who} assign ${whom} to ${where}, in the tenant’s own console.`;
    }
    case 'permit-cluster':
      return act.scope === null ? 'Permit a cluster.' : `Permit ${at(act.scope)}.`;
    case 'sign-in':
      return 'Ask them to sign in once.';
    case 'enable-account':
      return 'Enable the service account.';
    case 'install-module':
      return 'Install the Inference module.';
    case 'switch-departments-on':
      return 'Switch departments on.';
    case 'upgrade':
      return 'Upgrade the tenant to 2.10 or later.';
    default:
      return act satisfies never;
  }
}

/** What is to be done, one sentence an act. */
export function remedyWords(world: AccessWorld, acts: readonly RemedyAct[]): string {
  return acts.map((act) => actWords(world, act)).join(' ');
}
