import { useCallback } from 'react';
import { useBridge } from '../bridge/bridge-context.tsx';
import { useStores } from './stores-context.tsx';
import { useSaved } from './use-saved.ts';
import { useTellEdit } from './use-tell-edit.ts';

/** Whose credential is to be issued anew. */
export interface IssueAnew {
  readonly kind: 'temporary-password' | 'client-secret';
  readonly subjectId: string;
  /** E-mail of the user, name of the service account. */
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
