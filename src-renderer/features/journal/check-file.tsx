import { Button, Modal } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconFileSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FileCheck } from '../../../src-shared/ipc/credentials-contract.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './journal.module.css';

/** Asks for a file and says whether it is still what was sealed here. */
export function CheckFileButton(): ReactNode {
  const act = useAct('credentials.checkFile');
  const [checked, setChecked] = useState<FileCheck | null>(null);
  const [opened, setOpened] = useState(false);
  const check = async (): Promise<void> => {
    const outcome = await act.run({});
    if (outcome.ok && outcome.data.outcome === 'cancelled') return;
    setChecked(outcome.ok ? outcome.data : null);
    setOpened(true);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileSearch size={14} aria-hidden />}
        loading={act.busy}
        data-act="check-file"
        onClick={() => void check()}
      >
        Check a file…
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Check of a sealed file">
        {act.error !== null && <ErrorNote error={act.error} />}
        {checked !== null && <FileVerdict check={checked} />}
        <footer className={classes.foot}>
          <Button data-autofocus onClick={() => setOpened(false)}>
            Close
          </Button>
        </footer>
      </Modal>
    </>
  );
}

/** What came of a check. */
function FileVerdict({ check }: { readonly check: FileCheck }): ReactNode {
  const isSame = check.outcome === 'unchanged';
  const Icon = isSame ? IconCircleCheck : IconAlertTriangle;
  return (
    <div className={classes.verdict} data-file-check={check.outcome}>
      <p>
        <Icon size={16} aria-hidden /> <strong>{isSame ? 'Unchanged' : 'Not known as it is'}</strong>
      </p>
      <p>
        <SuspiciousText text={check.message} />
      </p>
      {check.digest !== null && (
        <p className={classes.digest}>
          SHA-256 <code>{check.digest}</code>
        </p>
      )}
    </div>
  );
}
