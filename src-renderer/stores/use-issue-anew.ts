import { useCallback } from 'react';
import type { CredentialKind } from '../../src-shared/domain/credential.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { useStores } from './stores-context.tsx';
import { useSaved } from './use-saved.ts';
import { useTellEdit } from './use-tell-edit.ts';

/** Whose credential is to be issued anew. */
export interface IssueAnew {
  readonly kind: CredentialKind;
  readonly subjectId: string;
  /** E-mail of the user, name of the service account, title of the access key. */
  readonly name: string;
}

/**
 * Issues a new credential where nobody uses the present one: by the same way as any reset, and what comes goes into the
 * tray, which announces it. Failures are told in a notice.
 */
export function useIssueAnew(): (wanted: IssueAnew) => Promise<void> {
  const bridge = useBridge();
  const stores = useStores();
  const tellSaved = useSaved();
  const tellEdit = useTellEdit();
  return useCallback(
    async ({ kind, subjectId, name }) => {
      if (kind === 'temporary-password') {
        const outcome = await bridge.call('users.resetPassword', { id: subjectId });
        if (!outcome.ok) stores.notices.getState().showError('missed', outcome.error);
        else if (outcome.data === null) {
          tellSaved({
            what: `new password for ${name}`,
            undo: { match: ({ edit }) => edit.kind === 'user.reset-password' && edit.userId === subjectId },
          });
        }
        return;
      }
      if (kind === 'access-key') {
        const outcome = await bridge.call('accessKeys.renew', { id: subjectId, acknowledged: ['V35'] });
        const { show, showError } = stores.notices.getState();
        if (!outcome.ok) showError('missed', outcome.error);
        else if (outcome.data.credential === null) {
          show({
            key: 'missed',
            tone: 'failed',
            text: outcome.data.message ?? 'The secret was not received.',
          });
        } else show({ key: 'missed', tone: 'done', text: `Issued: a new secret for access key ${name}.` });
        return;
      }
      // Nobody signs in with the former secret, so that nothing is lost by its end.
      const outcome = await bridge.call('serviceAccounts.rotate', { id: subjectId, acknowledged: ['V35'] });
      if (!outcome.ok) stores.notices.getState().showError('missed', outcome.error);
      else {
        tellEdit({
          report: outcome.data,
          what: `new client secret for ${name}`,
          done: `Issued: a new client secret for ${name}.`,
        });
      }
    },
    [bridge, stores, tellSaved, tellEdit],
  );
}
