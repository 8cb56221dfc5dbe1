import type { Change } from '../../../src-shared/domain/change.ts';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import type { EditReport } from '../../../src-shared/ipc/changes-contract.ts';
import type { CredentialTray } from '../credential-tray.ts';
import { isWaiting } from './change-ending.ts';
import type { Submitted } from './submit.ts';

/** The secret that sending a change brought, as far as the tray still holds it. */
export function credentialOf(
  tray: Pick<CredentialTray, 'list'>,
  change: Change | undefined,
): CredentialInfo | null {
  const id = change?.result?.credentialId ?? null;
  return id === null ? null : (tray.list().find((info) => info.id === id) ?? null);
}

/** What an edit came to. */
export function editReportOf(tray: Pick<CredentialTray, 'list'>, submitted: Submitted): EditReport {
  const changes = [...submitted.changes, ...submitted.dropped];
  return {
    groupId: submitted.groupId,
    queued: submitted.changes.some(isWaiting),
    changes,
    credentials: submitted.changes.flatMap((change) => credentialOf(tray, change) ?? []),
  };
}
