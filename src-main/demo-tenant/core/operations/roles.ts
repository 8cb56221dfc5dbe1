import { ApiFailure, badRequest, conflict, forbidden, notFound } from '../api-failure.ts';
import type { FieldValue } from '../filter-by.ts';
import { instantText } from '../instant.ts';
import {
  note,
  ok,
  requireInTenant,
  requireSomewhere,
  type CallContext,
  type Operation,
  type OperationTable,
} from '../operation.ts';
import { resourceTypesOf } from '../resource-types.ts';
import { mayHandOut } from '../rights.ts';
import { roleJson, type Role, type RoleDraft } from '../roles.ts';
import { bodyOf, narrow, pageWithNext, windowOf, type SmallList } from './pages.ts';
import { removeRulesWhere } from './rule-removal.ts';

const LIST: SmallList<Role> = {
  kinds: { moments: new Set(['createdAt']), booleans: new Set(['custom', 'enabled']) },
  searched: ['name', 'description'],
  read: (role, field): FieldValue => {
    switch (field) {
      case 'createdAt':
        return role.createdAt;
      case 'createdBy':
        return role.createdBy;
      case 'custom':
        return role.custom;
      case 'enabled':
        return role.enabled;
      case 'description':
        return role.description;
      case 'scopeType':
        return 'tenant';
      default:
        return role.name;
    }
  },
};

const listRoles: Operation = (call, request) => {
  requireSomewhere(call, 'roles', 'read');
  const { roles } = call.state;
  const found = narrow(roles.all(), LIST, request).map((role) => roleJson(roles, role));
  return ok(pageWithNext('roles', found, windowOf(request, 50)));
};

function find(call: CallContext, id: string | number | undefined): Role {
  const role = call.state.roles.byId(Number(id));
  if (role === undefined) throw notFound('Role not found');
  return role;
}

const getRole: Operation = (call, request) => {
  requireSomewhere(call, 'roles', 'read');
  return ok(roleJson(call.state.roles, find(call, request.path['roleId'])));
};

/** The custom role with an id; predefined ones may not be changed (behaviour 22). */
function findCustom(call: CallContext, id: string | number | undefined): Role {
  const role = find(call, id);
  if (!role.custom)
    throw new ApiFailure(
      call.state.switches.predefinedRoleRefusalStatus,
      'Predefined roles cannot be changed',
    );
  return role;
}

function checkDraft(call: CallContext, draft: RoleDraft, self?: Role): void {
  const { roles, units } = call.state;
  const other = roles.byName(draft.name);
  if (other !== undefined && other !== self) throw conflict('A role with this name already exists');
  const sets = (draft.permissionSets ?? []).map(({ id }) => roles.sets.find((set) => set.id === id));
  if (sets.includes(undefined)) throw badRequest('Unknown permission set');
  const predefined = draft.kubernetesPermissions?.predefinedRole;
  if (predefined !== undefined && predefined !== null && roles.byId(Number(predefined)) === undefined) {
    throw badRequest('Unknown predefined role');
  }
  const permissions = sets.flatMap((set) => set?.permissions ?? []);
  const probe = { permissions } as Role;
  if (!mayHandOut(call.grants(), probe, units.tenant))
    throw forbidden('The role has more permissions than you have');
}

const createRole: Operation = (call, request) => {
  requireInTenant(call, 'roles', 'create');
  const draft = bodyOf<RoleDraft>(request);
  checkDraft(call, draft);
  const role = call.state.roles.create(draft, call.caller.name, call.now);
  note(call, 'role.created', String(role.id), role.name);
  return {
    status: 201,
    json: roleJson(call.state.roles, role),
    entity: { id: String(role.id), name: role.name },
  };
};

const updateRole: Operation = (call, request) => {
  requireInTenant(call, 'roles', 'update');
  const role = findCustom(call, request.path['roleId']);
  const draft = bodyOf<RoleDraft>(request);
  checkDraft(call, draft, role);
  call.state.roles.replace(role, draft, call.now);
  note(call, 'role.updated', String(role.id), role.name);
  return {
    status: 200,
    json: roleJson(call.state.roles, role),
    entity: { id: String(role.id), name: role.name },
  };
};

const deleteRole: Operation = (call, request) => {
  requireInTenant(call, 'roles', 'delete');
  const { state } = call;
  const role = findCustom(call, request.path['roleId']);
  const uses = (position: number): boolean => {
    const { deletedAt, leaving } = state.rules.stateOf(position);
    return deletedAt === null && !leaving && state.rules.read(position).roleId === role.id;
  };
  if (state.switches.roleDeletionCascades) removeRulesWhere(call, uses);
  else {
    for (let position = 0; position < state.rules.totalCount; position++) {
      if (uses(position)) throw conflict('The role is in use by access rules');
    }
  }
  state.roles.remove(role.id);
  note(call, 'role.deleted', String(role.id), role.name);
  return { status: 204, entity: { id: String(role.id), name: role.name } };
};

const setEnabled =
  (enabled: boolean): Operation =>
  (call, request) => {
    requireInTenant(call, 'roles', 'update');
    const role = find(call, request.path['roleId']);
    call.state.roles.setEnabled(role, enabled, call.now);
    note(call, enabled ? 'role.enabled' : 'role.disabled', String(role.id), role.name);
    return { status: 204, entity: { id: String(role.id), name: role.name } };
  };

type TypesById = ReadonlyMap<string, ReturnType<typeof resourceTypesOf>[number]>;

const typesById = (call: CallContext): TypesById =>
  new Map(resourceTypesOf(call.state.profile.name).map((type) => [type.id, type]));

function roleV1Json(call: CallContext, role: Role, types: TypesById): Record<string, unknown> {
  return {
    id: role.id,
    name: role.name,
    description: role.description,
    permissions: role.permissions.map(({ resourceType, actions }) => ({
      resourceType,
      displayName: types.get(resourceType)?.displayName ?? resourceType,
      groupId: types.get(resourceType)?.groupId ?? 'workload',
      actions,
    })),
    createdAt: instantText(role.createdAt),
    updatedAt: instantText(role.updatedAt),
    deletedAt: null,
    createdBy: role.createdBy,
    ...(call.state.profile.roleStates
      ? {
          custom: role.custom,
          enabled: role.enabled,
          effectiveEnabled: role.enabled,
          kubernetesPermissions: { predefinedRole: role.predefinedRole },
        }
      : {}),
  };
}

const listRolesV1: Operation = (call) => {
  requireSomewhere(call, 'roles', 'read');
  const types = typesById(call);
  return ok(call.state.roles.all().map((role) => roleV1Json(call, role, types)));
};

const getRoleV1: Operation = (call, request) => {
  requireSomewhere(call, 'roles', 'read');
  return ok(roleV1Json(call, find(call, request.path['roleId']), typesById(call)));
};

const listPermissionSets: Operation = (call) => {
  requireSomewhere(call, 'roles', 'read');
  return ok({ permissionSets: call.state.roles.sets });
};

const getPermissionSet: Operation = (call, request) => {
  requireSomewhere(call, 'roles', 'read');
  const set = call.state.roles.sets.find(({ id }) => id === request.path['permissionSetId']);
  if (set === undefined) throw notFound('Permission set not found');
  return ok(set);
};

/** Roles and permission sets (tenant-api §3.5). */
export const roleOperations: OperationTable = {
  listRoles,
  getRole,
  createRole,
  updateRole,
  deleteRole,
  enableRole: setEnabled(true),
  disableRole: setEnabled(false),
  listRolesV1,
  getRoleV1,
  listPermissionSets,
  getPermissionSet,
};
