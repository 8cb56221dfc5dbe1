import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PartRef } from '../../../../src-shared/ipc/reviews-contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import { useBridge } from '../../../bridge/bridge-context.tsx';
import { useNotices } from '../../../stores/stores-context.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';

/** The last question before a reviewer's decisions stand; of a packet it also saves the answer. */
export function SignOffDialog(props: {
  readonly opened: boolean;
  readonly part: PartRef;
  readonly counts: { readonly decided: number; readonly open: number };
  /** Resolves when all that was decided has been written down. */
  readonly settled: () => Promise<void>;
  readonly onKeep: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { part, counts } = props;
  const bridge = useBridge();
  const show = useNotices((notices) => notices.show);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const what = counted(counts.decided, 'decision');

  const signOff = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    await props.settled();
    const outcome =
      'packet' in part
        ? await bridge.call('reviews.saveAnswer', { packet: part.packet })
        : await bridge.call('reviews.signOff', part);
    setBusy(false);
    if (!outcome.ok) return setError(outcome.error);
    if (outcome.data !== null && outcome.data.outcome === 'cancelled') return undefined;
    show({
      key: 'review-sign-off',
      tone: 'done',
      text:
        outcome.data === null
          ? `Signed off: ${what}.`
          : `Signed off: ${what}. The answer was saved to ${outcome.data.path ?? ''}.`,
      hint: outcome.data === null ? null : 'Send it to whoever sent you the part.',
    });
    return props.onDone();
  };

  return (
    <Confirm
      opened={props.opened}
      title={`Sign off ${what}?`}
      actLabel={`Sign off ${what}`}
      keepLabel="Go on deciding"
      busy={busy}
      onAct={() => void signOff()}
      onKeep={props.onKeep}
    >
      <Stack gap="sm">
        <p>From then on they stand and cannot be changed by you.</p>
        {counts.open > 0 && (
          <p>
            {counted(counts.open, 'row')} {counts.open === 1 ? 'stays' : 'stay'} undecided. Undecided never
            means revoke.
          </p>
        )}
        {error !== null && <ErrorNote error={error} />}
      </Stack>
    </Confirm>
  );
}
