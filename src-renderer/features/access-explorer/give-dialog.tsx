import { Button, Checkbox, Loader, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import type { AccessSubjectRef } from '../../../src-shared/ipc/access-contract.ts';
import type { GiveReport } from '../../../src-shared/ipc/access-why-contract.ts';
import { acceptedWith, keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { useSession, useTenant } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { ReasonField } from '../../ui/grant-editor/reason-field.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { chosenGrants, firstChosen, giveProblem, grantKey } from './give-draft.ts';
import { placeWords } from './path-words.ts';
import classes from './access.module.css';

/** "Give B what A has": the rules it takes, one by one, what the rules say about them, and saving them as one change set. */
export function GiveDialog(props: {
  readonly from: AccessSubjectRef;
  readonly to: AccessSubjectRef;
  readonly as: 'tenant' | 'with-changes';
  readonly onClose: () => void;
}): ReactNode {
  const { from, to, as } = props;
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const [acknowledged, setAcknowledged] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const whole = useCall('access.give', { from, to, as, preview: true });
  const planned = whole.data?.planned ?? [];
  const chosen = picked ?? firstChosen(planned);
  const only = chosenGrants(planned, chosen);
  // What the rules say depends on what is chosen; what can be chosen does not.
  const checked = useCall(
    'access.give',
    whole.data === null || only.length === 0 ? null : { from, to, as, preview: true, only },
  );
  const [plan, setPlan] = useState<GiveReport | null>(null);
  if (checked.status === 'ready' && checked.data !== plan) setPlan(checked.data);
  const findings = only.length === 0 ? [] : (plan?.findings ?? []);
  const act = useAct('access.give');
  const tell = useTellEdit();
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  const problem =
    whyNot('createRules', { session, abilities }) ??
    giveProblem({ findings }, { count: only.length, acknowledged, reason }) ??
    (checked.status === 'ready' ? null : 'Being checked …');
  const what = counted(only.length, 'access rule');

  const save = async (send?: 'staged'): Promise<void> => {
    setTried(true);
    if (problem !== null || act.busy) return;
    const outcome = await act.run({
      from,
      to,
      as,
      preview: false,
      only,
      acknowledged: acceptedWith(acknowledged, reason),
      reason: keptReason(reason) ?? null,
      send,
    });
    if (!outcome.ok) return;
    const { report } = outcome.data;
    if (report !== null) {
      tell({ report, what: `${what} for ${to.id}`, done: `Given: ${what} to ${to.id}.`, send });
    }
    props.onClose();
  };

  return (
    <Modal
      opened
      onClose={props.onClose}
      title={`Give ${to.id} what ${from.id} has?`}
      size={640}
      closeOnClickOutside={!act.busy}
      closeOnEscape={!act.busy}
    >
      <div className={classes.dialog} data-dialog="give-access">
        {whole.status === 'failed' && <ErrorNote error={whole.error} onRetry={whole.reload} />}
        {whole.data === null && whole.status !== 'failed' && <Loader size="sm" aria-label="Reading" />}
        {whole.data !== null && planned.length === 0 && <p>There is nothing to give.</p>}
        <div className={classes.planned}>
          {planned.map((grant) => {
            const key = grantKey(grant);
            return (
              <Checkbox
                key={key}
                label={`${grant.roleName} on ${placeWords(grant.place)}`}
                {...(grant.redundant ? { description: 'Gives nothing that is not there already.' } : {})}
                checked={chosen.includes(key)}
                disabled={act.busy}
                onChange={() =>
                  setPicked(chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key])
                }
              />
            );
          })}
        </div>
        <FindingList
          findings={findings}
          quiet={!tried}
          acknowledged={acknowledged}
          disabled={act.busy}
          onAcknowledge={(key, on) =>
            setAcknowledged((before) => [...before.filter((each) => each !== key), ...(on ? [key] : [])])
          }
        />
        <ReasonField
          findings={findings}
          reason={reason}
          touched={tried}
          disabled={act.busy}
          onReason={setReason}
        />
        {act.error !== null && <ErrorNote error={act.error} />}
        <footer className={classes.dialogFoot}>
          <Button variant="default" disabled={act.busy} onClick={props.onClose} data-autofocus>
            Cancel
          </Button>
          <StageButton disabled={problem !== null || act.busy} onStage={() => void save('staged')} />
          <ReasonButton
            act="give-access"
            look="filled"
            label={`Give ${what}`}
            reason={problem}
            busy={act.busy}
            onPress={() => void save()}
          />
        </footer>
      </div>
    </Modal>
  );
}
