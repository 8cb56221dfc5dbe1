import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { whyLacking } from '../../src-shared/profiles/product-features.ts';
import { outsideContract } from '../../src-shared/wire/outside-contract.ts';
import { rowsOfPage } from '../../src-shared/wire/parse-guarded.ts';
import { roleFromWire } from '../../src-shared/wire/role-wire.ts';
import type { Dialect } from './dialects/dialect.ts';
import { editCall } from './edit-call.ts';
import { requestOf } from './edit-request.ts';
import { goneOrDone, isGone } from './gone.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { jsonOf, objectOf } from './reply-json.ts';
import { segment } from './request-url.ts';
import type { TenantClient } from './tenant-client.ts';
import { afterSuccess } from './user-calls.ts';

const json200 = { statuses: [200], body: 'json' } as const;
const nothing = { statuses: [204, 200, 202], body: 'nothing' } as const;
const roles = '/api/v2/authorization/roles';
const pageSize = 500;

type RoleCalls = Pick<
  TenantClient,
  'createRole' | 'updateRole' | 'setRoleEnabled' | 'deleteRole' | 'readRole' | 'findRole'
>;

/** The calls of a version that has no custom roles: each says so. */
function noRoleCalls(dialect: Dialect): RoleCalls {
  const lacking = (): Promise<never> =>
    Promise.reject(
      new RolebookError({
        kind: 'unavailable',
        origin: 'cloud',
        reason: 'version-lacks-it',
        message: whyLacking('customRoles', dialect.line) ?? '',
      }),
    );
  return {
    createRole: lacking,
    updateRole: lacking,
    setRoleEnabled: lacking,
    deleteRole: lacking,
    readRole: lacking,
    findRole: lacking,
  };
}

/** Making and changing custom roles (tenant-api §3.5, from 2.24); older versions only read them. */
export function createRoleCalls(http: Http, dialect: Dialect): RoleCalls {
  if (!dialect.features.customRoles) return noRoleCalls(dialect);
  return {
    async createRole(content, op) {
      const request = requestOf({ kind: 'role.create', ...content }, dialect);
      const call = { ...editCall(request, op), expect: { statuses: [201, 200], body: 'json' as const } };
      try {
        const reply = await http.send({ ...call, repeat: 'once', authorised: true });
        return afterSuccess(reply, () => {
          const raw = objectOf(reply, 'a new role');
          return { id: roleFromWire(raw).id, raw };
        });
      } catch (error) {
        throw nameTaken(error);
      }
    },

    async updateRole(id, content, there, op) {
      const request = requestOf({ kind: 'role.update', roleId: id, ...content, there }, dialect);
      const call = { ...editCall(request, op), expect: json200 };
      try {
        const reply = await http.send({ ...call, repeat: 'once', authorised: true });
        return afterSuccess(reply, () => {
          const raw = objectOf(reply, 'a role');
          // Somebody in between may say something else, and well-formed.
          if (roleFromWire(raw).id !== id) throw outsideContract('a role');
          return raw;
        });
      } catch (error) {
        throw nameTaken(error);
      }
    },

    async setRoleEnabled(id, enabled, op) {
      await http.send({
        ...editCall(requestOf({ kind: 'role.set-enabled', roleId: id, enabled }, dialect), op),
        expect: nothing,
        repeat: 'once',
        authorised: true,
      });
    },

    deleteRole: (id, op) =>
      goneOrDone(
        http.send({
          ...editCall(requestOf({ kind: 'role.delete', roleId: id }, dialect), op),
          expect: nothing,
          repeat: 'once',
          authorised: true,
        }),
      ),

    async readRole(id) {
      try {
        const reply = await http.send({
          method: 'GET',
          path: `${roles}/${segment(id)}`,
          expect: json200,
          repeat: 'safe',
          authorised: true,
        });
        return objectOf(reply, 'a role');
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    async findRole(name) {
      // A filter could not hold every name: how a comma is escaped is not published (tenant-api §2).
      for (let offset = 0; ; offset += pageSize) {
        const reply = await http.send({
          method: 'GET',
          path: roles,
          query: { limit: pageSize, offset, sortBy: 'name', sortOrder: 'asc' },
          expect: json200,
          repeat: 'safe',
          authorised: true,
          maxBytes: PAGE_BYTES,
        });
        const rows = rowsOfPage(jsonOf(reply, 'roles'), 'roles', 'roles');
        const raw = rows.find((row) => roleFromWire(row).name === name);
        if (raw !== undefined) return { id: roleFromWire(raw).id, raw };
        if (rows.length < pageSize) return null;
      }
    },
  };
}

function nameTaken(error: unknown): unknown {
  if (!(error instanceof RolebookError) || error.body.status !== 409) return error;
  return new RolebookError(
    {
      ...error.body,
      reason: 'name-taken',
      message: 'The tenant already has a role of this name.',
      hint: 'Choose another name, or use the role that is there.',
    },
    { cause: error },
  );
}
