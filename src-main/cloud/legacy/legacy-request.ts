import type { EditRequest, Requestable } from '../edit-request.ts';
import type { RoleRequestable } from '../role-request.ts';
import { segment } from '../request-url.ts';
import { accessOfGrants } from './access-of-grants.ts';
import { roleKeyOf } from './holder.ts';
import { legacyPaths } from './legacy-paths.ts';

/**
 * The request of an edit on 2.13 (tenant-api §4). The password of a new user is made when it is sent and is in no plan;
 * a rule that comes or goes is written into its subject's record, whose other members are read right before.
 */
export function legacyRequestOf(edit: Exclude<Requestable, RoleRequestable>): EditRequest {
  const { users, groups, apps } = legacyPaths;
  switch (edit.kind) {
    case 'user.create': {
      const { roles, all, clusters } = accessOfGrants(edit.access ?? []);
      return {
        method: 'POST',
        path: users,
        body: {
          email: edit.email,
          entityType: 'regular-user',
          roles,
          permitAllClusters: all,
          permittedClusters: clusters,
          needToChangePassword: true,
        },
      };
    }
    case 'user.delete':
      return { method: 'DELETE', path: `${users}/${segment(edit.userId)}`, body: null };
    case 'user.reset-password':
      return { method: 'POST', path: `${users}/${segment(edit.userId)}/password`, body: null };
    case 'rule.create': {
      const { subject, roleId, scope } = edit;
      const list = subject.type === 'user' ? users : subject.type === 'group' ? groups : apps;
      const where = scope.type === 'tenant' ? { permitAllClusters: true } : { permittedClusters: [scope.id] };
      return {
        method: 'PUT',
        path: `${list}/${segment(subject.id)}`,
        body: { roles: [roleKeyOf(roleId, []) ?? String(roleId)], ...where },
      };
    }
    case 'rule.delete':
      return { method: 'PUT', path: users, body: null };
    case 'service-account.create':
      return { method: 'POST', path: apps, body: { name: edit.name } };
    case 'service-account.set-enabled':
      return { method: 'PUT', path: `${apps}/${segment(edit.id)}`, body: { revoked: !edit.enabled } };
    case 'service-account.rotate':
      return { method: 'POST', path: `${apps}/${segment(edit.id)}/secret`, body: null };
    case 'service-account.delete':
      return { method: 'DELETE', path: `${apps}/${segment(edit.id)}`, body: null };
  }
}
