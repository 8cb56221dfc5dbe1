import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Loader, Modal, TextInput } from '@mantine/core';
import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror, useStores } from '../../stores/stores-context.tsx';
import { useSaved } from '../../stores/use-saved.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import type { UserTarget } from '../../ui/slots.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { deleteProblem, emptyDelete, findingsOf, rulesLost, toDeleteInput } from './delete-model.ts';
import { LossList } from './loss-list.tsx';
import { OutcomeList } from './outcome-list.tsx';
import { countUsers, idsToRetry, tallyOutcomes } from './outcome-words.ts';
import classes from './dialogs.module.css';

/** See {@link DeleteUsersDialog}. */
export interface DeleteUsersDialogProps {
  readonly users: readonly UserTarget[];
  /** Tells whether something was done. */
  readonly onClose: (done: boolean) => void;
}

/**
 * Delete, with all that goes shown first, warnings answered one by one, and a phrase to type where it is severe. A
 * full success is told by a notice, because the drawer or the selection that holds this dialog goes with the users.
 */
export function DeleteUsersDialog(props: DeleteUsersDialogProps): ReactNode {
  const [ids, setIds] = useState<readonly string[]>(() => props.users.map((user) => user.id));
  const [draft, setDraft] = useState(emptyDelete);
  const [outcomes, setOutcomes] = useState<readonly UserOutcome[] | null>(null);
  const revision = useMirror((store) => store.any);
  const preview = useCall(
    'users.deletePreview',
    ids.length === 0 || outcomes !== null ? null : { ids: [...ids] },
    revision,
  );
  const { notices } = useStores();
  const tellSaved = useSaved();
  const [acted, setActed] = useState(false);
  const act = useAct('users.delete');
  const problem = preview.data === null ? null : deleteProblem(preview.data, draft);
  const count = countUsers(preview.data?.users.length ?? ids.length);

  const close = (): void => props.onClose(acted);
  const leaveOut = (id: string): void => {
    setDraft(emptyDelete);
    setIds(ids.filter((other) => other !== id));
  };
  const remove = async (send?: 'staged'): Promise<void> => {
    const asked = preview.data === null ? null : toDeleteInput(preview.data, draft);
    if (asked === null) return;
    const input = { ...asked, send };
    const outcome = await act.run(input);
    if (!outcome.ok) return;
    setActed(true);
    const { done, saved } = tallyOutcomes(outcome.data);
    if (saved > 0) {
      const ids = new Set(input.ids);
      tellSaved({
        what: `delete ${countUsers(saved)}`,
        send: input.send,
        undo: { match: ({ edit }) => edit.kind === 'user.delete' && ids.has(edit.userId) },
      });
    }
    if (done > 0)
      notices.getState().show({ key: 'delete-users', tone: 'done', text: `Deleted: ${countUsers(done)}.` });
    if (done + saved === outcome.data.length) props.onClose(true);
    else setOutcomes(outcome.data);
  };
  const retry = (): void => {
    setIds(idsToRetry(outcomes ?? []));
    setDraft(emptyDelete);
    setOutcomes(null);
  };

  return (
    <Modal
      opened
      onClose={close}
      title={outcomes === null ? `Delete ${count}?` : 'Delete users'}
      size={620}
      closeOnClickOutside={!act.busy}
      closeOnEscape={!act.busy}
    >
      {outcomes === null ? (
        <div className={classes.dialog} data-dialog="delete">
          {preview.data === null && preview.status === 'loading' && <Loader size="sm" aria-label="Reading" />}
          {preview.error !== null && <ErrorNote error={preview.error} onRetry={preview.reload} />}
          {ids.length === 0 && <p>No user is left to delete.</p>}
          {preview.data !== null && ids.length > 0 && (
            <>
              <p>
                {count} {preview.data.users.length === 1 ? 'goes' : 'go'}, with{' '}
                {rulesLost(preview.data) === 0
                  ? 'no access rules'
                  : counted(rulesLost(preview.data), 'access rule')}
                . Once it is sent this cannot be undone: creating the e-mail again makes a new user.
              </p>
              <LossList users={preview.data.users} onLeaveOut={ids.length > 1 ? leaveOut : null} />
              <FindingList
                findings={findingsOf(preview.data)}
                acknowledged={draft.acknowledged}
                disabled={act.busy}
                onAcknowledge={(rule, accepted) =>
                  setDraft({
                    ...draft,
                    acknowledged: [
                      ...draft.acknowledged.filter((other) => other !== rule),
                      ...(accepted ? [rule] : []),
                    ],
                  })
                }
              />
              {preview.data.typedPhrase !== null && (
                <TextInput
                  label={`Type “${preview.data.typedPhrase}” to confirm`}
                  value={draft.typed}
                  autoComplete="off"
                  spellCheck={false}
                  disabled={act.busy}
                  onChange={(change) => setDraft({ ...draft, typed: change.currentTarget.value })}
                />
              )}
            </>
          )}
          {act.error !== null && <ErrorNote error={act.error} />}
          <footer className={classes.foot}>
            <span className={classes.problem} aria-live="polite">
              {problem}
            </span>
            <Button variant="default" onClick={close} disabled={act.busy} data-autofocus>
              Keep
            </Button>
            <StageButton
              disabled={preview.data === null || problem !== null || ids.length === 0 || act.busy}
              onStage={() => void remove('staged')}
            />
            <Button
              color="red"
              disabled={preview.data === null || problem !== null || ids.length === 0}
              loading={act.busy}
              onClick={() => void remove()}
              data-confirm-delete
            >
              Delete {count}
            </Button>
          </footer>
        </div>
      ) : (
        <OutcomeList outcomes={outcomes} doneWord="Deleted" onRetry={retry} onClose={close} />
      )}
    </Modal>
  );
}
