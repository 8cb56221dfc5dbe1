import type { Change } from '../../../src-shared/domain/change.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { type FindChange, touchedIds } from './resolve-ids.ts';

/** Something of the tenant that a change touches, `alone` or beside others that do not mind (I6). */
export interface Claim {
  readonly key: string;
  readonly alone: boolean;
}

const alone = (key: string): Claim => ({ key, alone: true });
const beside = (key: string): Claim => ({ key, alone: false });

/** Users by e-mail without case, applications as what became of them, everything else letter by letter. */
function subjectKey(type: string, id: string): string {
  if (type === 'user') return `subject user ${foldEmail(id)}`;
  return `subject ${type === 'app' ? 'service-account' : type} ${id}`;
}

const roleKey = (id: number): string => `role ${id}`;

/**
 * What a change touches. Two changes whose claims meet, at least one of them alone, keep the order in which they were
 * made; all others may go at the same time: rules of one subject in different roles, but not its deletion. What was made
 * here is called as the tenant calls it, once `find` shows how. Pure.
 */
export function claimsOf(
  change: Pick<Change, 'id' | 'edit' | 'dependsOn'>,
  find: FindChange,
): readonly Claim[] {
  const { id, edit } = change;
  const ids = touchedIds(change, find);
  switch (edit.kind) {
    case 'user.create':
    case 'user.delete':
    case 'user.reset-password':
      return [alone(subjectKey('user', edit.email))];
    case 'rule.create':
    case 'rule.delete': {
      const subject = subjectKey(edit.subject.type, ids.subject(edit.subject.id));
      return [beside(subject), alone(`${subject} role ${ids.role(edit.roleId)}`)];
    }
    case 'service-account.create':
      return [alone(`name ${edit.name}`), alone(subjectKey('service-account', `local:${id}`))];
    case 'service-account.set-enabled':
    case 'service-account.rotate':
      return [alone(`name ${edit.name}`)];
    case 'service-account.delete':
      return [alone(`name ${edit.name}`), alone(subjectKey('service-account', ids.subject(edit.clientId)))];
    case 'role.create':
      return [alone(roleKey(edit.localId)), alone(`role name ${edit.name}`)];
    case 'role.update':
    case 'role.delete':
      return [alone(roleKey(ids.role(edit.roleId))), alone(`role name ${edit.name}`)];
    case 'role.set-enabled':
      return [alone(roleKey(ids.role(edit.roleId)))];
  }
}
