import { nextId } from '../../../src-main/services/changes/restored.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import * as desk from '../app/desk.ts';
import type { RunningApp } from '../app/running-app.ts';
import type { SimTenant } from '../world/sim-tenant.ts';
import { at, grantOf } from './grants.ts';
import type { Operation } from './operation.ts';

type Of<Kind extends Operation['kind']> = Extract<Operation, { readonly kind: Kind }>;

/** Fewer projects than this are never left. */
const fewestProjects = 20;

/**
 * Another administrator takes away at the tenant what the newest waiting rule of an app names. `heard` hears which role was
 * changed, before somebody may look at it again.
 */
export function vanish(app: RunningApp, { what }: Of<'vanish'>, heard: (roleId: number) => void): string {
  const { tenant } = app.disk;
  const { state } = tenant;
  const named = app.shown
    .open()
    .toSorted((one, other) => other.seq - one.seq)
    .flatMap(({ edit, state: stands }) =>
      edit.kind === 'rule.create' && (stands === 'pending' || stands === 'blocked') ? [edit] : [],
    )
    .find(({ scope, roleId }) =>
      what === 'scope'
        ? scope.type === 'project' && state.units.find('project', scope.id) !== undefined
        : state.roles.byId(roleId)?.custom === true,
    );
  if (named === undefined) return 'nothing waits that could vanish';
  if (what === 'scope') {
    if (state.units.projects.length < fewestProjects) return 'no project';
    tenant.controls.removeOrgUnit('project', named.scope.id);
    return `remove project ${named.scope.id}`;
  }
  const path = { roleId: named.roleId };
  heard(named.roleId);
  if (what === 'role-off') return `switch off role ${named.roleId} ${tenant.act('disableRole', path)}`;
  for (const id of rulesOfRole(tenant, named.roleId)) tenant.act('deleteAccessRule', { accessRuleId: id });
  return `delete role ${named.roleId} ${tenant.act('deleteRole', path)}`;
}

/** Ids of the new rules that wait, staged or not. */
export const waitingRules = (app: RunningApp): string[] =>
  app.shown
    .open()
    .flatMap(({ id, edit, state }) => (edit.kind === 'rule.create' && state === 'pending' ? [id] : []));

/** Ids of the live rules that give a role: the tenant deletes none that is in use. */
function rulesOfRole({ state: { rules } }: SimTenant, roleId: number): readonly number[] {
  const found: number[] = [];
  for (let rank = 0; rank < rules.liveCount; rank += 1) {
    const position = rules.liveAt(rank);
    if (!rules.stateOf(position).leaving && rules.read(position).roleId === roleId)
      found.push(rules.idOf(position));
  }
  return found;
}

const partOf = ({ state, conflict }: Change): 'role' | 'scope' | null => {
  if (state !== 'conflict') return null;
  if (conflict?.kind === 'scope-gone') return 'scope';
  return conflict?.kind === 'role-gone' || conflict?.kind === 'role-off' ? 'role' : null;
};

/** Another role, or another place, for this rule and at times for all that name what is gone. */
export async function chooseAnother(
  app: RunningApp,
  change: Change,
  { pick, choice: n }: { readonly pick: number; readonly choice: number },
): Promise<void> {
  const part = partOf(change);
  const [grant] = grantOf(app, pick >> 3, n);
  const scope = grant?.scopes[0];
  if (part === null || grant === undefined || scope === undefined) return;
  const to = part === 'role' ? { roleId: grant.roleId, scope: null } : { roleId: null, scope };
  const report = await desk.chooseAnother(app.desk, { id: change.id, ...to, all: n % 2 === 0 });
  const made = report.changes.filter(
    ({ edit, state }) => edit.kind === 'rule.create' && state !== 'cancelled',
  );
  app.disk.book.chose(
    part,
    made.map(({ id }) => id),
    [report.groupId, nextId(report.groupId), change.groupId],
  );
}

/** The same for one of those that ask for it; null where none does. */
export function choiceAct(app: RunningApp, operation: Of<'choose-another'>): (() => Promise<void>) | null {
  const asking = app.shown.open().filter((change) => partOf(change) !== null);
  const change = at(asking, operation.pick);
  return change === undefined ? null : () => chooseAnother(app, change, operation);
}

/** Undoes what was chosen last, or that once more, or what it took the place of; null where nothing was. */
export function undoChoiceAct(app: RunningApp, { pick }: Of<'undo-another'>): (() => Promise<void>) | null {
  const [newer, again, older] = app.disk.book.lastChosen;
  const groupId = at([newer, newer, newer, again, older], pick);
  return groupId === undefined ? null : async () => void (await app.desk.changes.undo({ groupId }));
}
