import { Button, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { CallOutput } from '../../../../src-shared/ipc/contract.ts';
import { useAct } from '../../../bridge/use-act.ts';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import frame from '../../../ui/page/page.module.css';
import classes from '../reviews.module.css';

/** Checks an evidence pack and says of each thing that was checked whether it holds. */
export function EvidenceCheck(): ReactNode {
  const act = useAct('reviews.verify');
  const [found, setFound] = useState<CallOutput<'reviews.verify'>>(null);
  const check = async (): Promise<void> => {
    setFound(null);
    const outcome = await act.run({});
    if (outcome.ok) setFound(outcome.data);
  };
  return (
    <Stack gap="md" align="flex-start">
      <p className={frame.dim}>
        The pack is one ZIP. All that it says of itself is checked here, without a network: every file, the
        chain of entries, that every row has one outcome, the signature.
      </p>
      {found !== null && (
        <section aria-label="What was found" aria-live="polite">
          <p className={classes.verdict} data-holds={found.holds}>
            {found.holds ? (
              <IconCircleCheck size={18} aria-hidden />
            ) : (
              <IconAlertTriangle size={18} aria-hidden />
            )}
            {found.holds ? 'It holds.' : 'It does not hold. Do not rely on it.'}
          </p>
          <ul className={classes.checks}>
            {found.checks.map(({ what, holds, detail }) => (
              <li key={what} data-holds={holds}>
                {holds ? (
                  <IconCircleCheck size={14} aria-hidden />
                ) : (
                  <IconAlertTriangle size={14} aria-hidden />
                )}
                <span>
                  {what}
                  <span className="rb-hidden">{holds ? ': holds' : ': does not hold'}</span>
                  <span className={frame.dim}> {detail}</span>
                </span>
              </li>
            ))}
          </ul>
          <p className={frame.dim}>
            Fingerprint of the key that signed it, to compare with what you were told:
          </p>
          <code>{found.fingerprint}</code>
        </section>
      )}
      {act.error !== null && <ErrorNote error={act.error} />}
      <Button loading={act.busy} data-check-evidence onClick={() => void check()}>
        Choose the pack…
      </Button>
    </Stack>
  );
}
