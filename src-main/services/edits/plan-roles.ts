import { roleFields } from '../../../src-shared/changes/base-fields.ts';
import type { RoleContent } from '../../../src-shared/changes/merge-role.ts';
import type { Base, Change } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { changedJustNow } from './changed-just-now.ts';
import { type EditDraft, type EditPlan, ofKind, type PlanIds, seen } from './edit-draft.ts';
import { putsBack } from './opposite-switch.ts';
import { withoutChanges } from './without-changes.ts';

/** A new role. */
export function planNewRole(content: RoleContent, kubernetesRole: string | null, ids: PlanIds): EditDraft {
  return {
    id: ids.change(),
    edit: { kind: 'role.create', localId: ids.localRule(), ...content, kubernetesRole },
    base: null,
    dependsOn: [],
  };
}

/** Open changes of one role, in order: what comes next goes after them. Throws `conflict`/`changed-just-now`. */
function changesOf(open: readonly Change[], { id, name }: Role): readonly Change[] {
  const found = open.filter(({ edit }) => {
    if (edit.kind === 'role.create') return edit.localId === id;
    return edit.kind.startsWith('role.') && 'roleId' in edit && edit.roleId === id;
  });
  if (id < 0 && ofKind(found, 'role.create').length === 0) throw changedJustNow(`The role ${name}`);
  return found;
}

/** Changes a role; `role` is as it will be without this, `base` as it was shown. */
export function planRoleChange(
  role: Role,
  content: RoleContent,
  open: readonly Change[],
  base: Base,
  ids: PlanIds,
): EditDraft {
  return {
    id: ids.change(),
    edit: { kind: 'role.update', roleId: role.id, ...content },
    base,
    dependsOn: changesOf(open, role).map(({ id }) => id),
  };
}

/** Switches roles; two opposite switches of which the first still waits cancel out, see {@link putsBack}. */
export function planRoleSwitch(
  roles: readonly Role[],
  enabled: boolean,
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): EditPlan {
  const drops: string[] = [];
  const drafts: EditDraft[] = [];
  for (const role of roles) {
    if (role.enabled === enabled) continue;
    const before = changesOf(open, role);
    const last = before.at(-1);
    if (putsBack(last, 'role.set-enabled', enabled, asOf)) {
      drops.push(last.id);
      continue;
    }
    drafts.push({
      id: ids.change(),
      edit: { kind: 'role.set-enabled', roleId: role.id, name: role.name, enabled },
      base: seen(roleFields(role), asOf),
      dependsOn: before.map(({ id }) => id),
    });
  }
  return { drafts, drops };
}

/**
 * Deletes roles; what was planned for them is taken back, one that was only made here altogether. What still takes a rule
 * of it away goes first.
 */
export function planRoleDeletion(
  roles: readonly Role[],
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): EditPlan {
  const drops: string[] = [];
  const drafts: EditDraft[] = [];
  for (const role of roles) {
    const before = changesOf(open, role);
    drops.push(...before.map(({ id }) => id));
    if (role.id < 0) continue;
    const rules = ofKind(open, 'rule.delete').filter(({ edit }) => edit.roleId === role.id);
    const fields = withoutChanges(roleFields(role), before);
    // It is called as the tenant calls it: another name that was planned is never sent.
    const name = typeof fields['name'] === 'string' ? fields['name'] : role.name;
    drafts.push({
      id: ids.change(),
      edit: { kind: 'role.delete', roleId: role.id, name },
      base: seen(fields, asOf),
      dependsOn: rules.map(({ id }) => id),
      instead: before.map(({ id }) => id),
    });
  }
  return { drafts, drops };
}
