import type { ReactNode } from 'react';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age, TimeAhead } from '../../ui/time/age.tsx';
import { resultNote, stateWords } from './change-words.ts';
import classes from './change-drawer.module.css';

/** What happened to a change so far, first to last. */
export function ChangeStory(props: { planned: PlannedChange }): ReactNode {
  const { change } = props.planned;
  const note = resultNote(change);
  const moved = change.updatedAt !== change.createdAt || change.attempts > 0;
  return (
    <section aria-labelledby="change-story">
      <h3 id="change-story">History</h3>
      <ol className={classes.story}>
        <li>
          <Age at={change.createdAt} absent="unknown" />
          <span>
            Saved here{change.held && ', staged'}: <SuspiciousText text={change.groupTitle} />
          </span>
        </li>
        {change.attempts > 0 && (
          <li>
            <Age at={change.updatedAt} absent="unknown" />
            <span>Tried {counted(change.attempts, 'time')}</span>
          </li>
        )}
        {moved && change.state !== 'pending' && (
          <li data-state={change.state}>
            <Age at={change.updatedAt} absent="unknown" />
            <span>
              {stateWords(change.state).label}
              {note !== null && `: ${note}`}
            </span>
          </li>
        )}
        {change.nextAt !== null && (
          <li>
            <TimeAhead at={change.nextAt} />
            <span>Next try</span>
          </li>
        )}
      </ol>
    </section>
  );
}
