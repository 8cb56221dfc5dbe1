import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconHistory } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { isOfHistory, type MendReport } from '../../../src-shared/domain/recovery.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useStores } from '../../stores/stores-context.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { mendWords } from '../../../src-shared/words/mend-words.ts';
import { Age } from '../../ui/time/age.tsx';
import classes from './recovery.module.css';

const icons = { kept: IconCircleCheck, older: IconHistory, lost: IconCircleX } as const;

/** Before anything else: what was found damaged, what was kept, what was lost, and where the damaged files lie. */
export function RecoveryScreen(props: { report: MendReport }): ReactNode {
  const { report } = props;
  const stores = useStores();
  const navigate = useNavigate();
  const act = useAct('recovery.acknowledge');
  const heading = useRef<HTMLHeadingElement | null>(null);
  useEffect(() => heading.current?.focus(), []);
  const words = mendWords(report);
  const held = isOfHistory(report) ? 0 : report.changes.held.length;
  const backupOf = isOfHistory(report) ? null : report.changes.backupOf;

  const goOn = async (): Promise<void> => {
    const outcome = await act.run({});
    if (!outcome.ok) return;
    stores.session.getState().take(outcome.data);
    if (held > 0) void navigate({ to: '/changes', search: {} });
  };

  return (
    <section className={classes.screen} aria-label="Recovery">
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        {words.title}
      </h1>
      <p className={classes.text}>
        {words.cause} {words.done} <Age at={report.at} absent="unknown" />. {words.tenant}
      </p>
      <ul className={classes.lines}>
        {words.lines.map(({ tone, text }) => {
          const LineIcon = icons[tone];
          return (
            <li key={text} data-tone={tone}>
              <LineIcon size={16} aria-hidden />
              {text}
            </li>
          );
        })}
      </ul>
      {backupOf !== null && (
        <p className={classes.text}>
          The backup was made <Age at={backupOf} absent="unknown" />.
        </p>
      )}
      {report.keptIn !== null && (
        <div className={classes.kept}>
          <p>The damaged files were moved aside and are never deleted:</p>
          <p className={classes.path}>{report.keptIn}</p>
        </div>
      )}
      <h2 className={classes.next}>What to do now</h2>
      <ul className={classes.steps}>
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      {act.error !== null && <ErrorNote error={act.error} />}
      <div>
        <Button loading={act.busy} onClick={() => void goOn()} data-act="acknowledge-recovery">
          {held > 0 ? 'Look at the changes' : 'Go on'}
        </Button>
      </div>
    </section>
  );
}
