import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { Grant } from '../../../src-shared/ipc/users-contract.ts';
import type { RunningApp } from '../app/running-app.ts';

/** Roles that the simulated administrators give; the one that gives everything is among them. */
const roles = ['Viewer', 'L1 researcher', 'ML engineer', 'Editor', 'System administrator'];

/** One of some, by a number of any size. */
export const at = <Item>(items: readonly Item[], n: number): Item | undefined =>
  items[n % Math.max(1, items.length)];

/** A role on a place that the tenant has now, by numbers; none where it has no such. */
export function grantOf(app: RunningApp, role: number, scope: number): Grant[] {
  const name = at(roles, role);
  const { state } = app.disk.tenant;
  const roleId = name === undefined ? undefined : state.roles.byName(name)?.id;
  const scopes: ScopeRef[] = [
    { type: 'tenant', id: state.units.tenant.id },
    ...state.units.projects.slice(0, 4).map((unit): ScopeRef => ({ type: 'project', id: unit.scope.id })),
    ...state.units.departments
      .slice(0, 2)
      .map((unit): ScopeRef => ({ type: 'department', id: unit.scope.id })),
  ];
  const place = at(scopes, scope);
  return roleId === undefined || place === undefined ? [] : [{ roleId, scopes: [place] }];
}
