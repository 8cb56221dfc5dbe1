import type { UserRecord } from '../generated-users.ts';
import { instantText, type Millis } from '../instant.ts';
import { quoted } from '../json-text.ts';
import type { TenantState } from '../tenant-state.ts';

const moment = (ms: Millis | null): string => (ms === null ? 'null' : `"${instantText(ms)}"`);

/** A user as the API shows it, as JSON text: pages of 500 are written often, so it is put together by hand. */
export function userText(state: TenantState, user: UserRecord): string {
  const groups = user.groups === null ? 'null' : `[${user.groups.map(quoted).join(',')}]`;
  const names = state.profile.userNames
    ? `,"firstName":${quoted(user.firstName)},"lastName":${quoted(user.lastName)}`
    : '';
  return (
    `{"id":"${user.id}","username":${quoted(user.username)},"createdBy":${quoted(user.createdBy)}` +
    `,"createdAt":${moment(user.createdAt)},"updatedAt":${moment(user.updatedAt)},"lastLogin":${moment(user.lastLogin)}` +
    `,"isLocal":${user.isLocal},"groups":${groups}${names}}`
  );
}
