import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconClockX,
  IconSend,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { CredentialStanding } from '../../../src-shared/ipc/hand-overs-contract.ts';
import type { HandOverState } from '../../../src-shared/rules/hand-over-standing.ts';
import { notToldWords, standingTally, standingWords } from './standing-words.ts';
import classes from './standing.module.css';

const icons: Readonly<Record<HandOverState, ComponentType<{ size: number; 'aria-hidden': true }>>> = {
  issued: IconCircleDashed,
  'handed-over': IconSend,
  'signed-in': IconCircleCheck,
  expired: IconClockX,
  revoked: IconCircleMinus,
};

/** How far credentials have come: one word for one, how many stand where for several; who, in the title. */
export function StandingMark(props: {
  readonly standings: readonly Pick<CredentialStanding, 'account' | 'state' | 'told' | 'words'>[];
}): ReactNode {
  const { standings } = props;
  const tally = standingTally(standings);
  const several = standings.length > 1;
  const title = standings
    .map(({ account, words }) => (several ? `${account}: ${words}` : words))
    .slice(0, 40)
    .join('\n');
  return (
    <span className={classes.marks} title={title}>
      {tally.map(({ state, count, told }) => {
        const Icon = icons[state];
        return (
          <span key={state} className={classes.mark} data-standing={state}>
            <Icon size={14} aria-hidden />
            {several && tally.length > 1 ? `${count} ` : ''}
            {several && tally.length > 1 ? standingWords[state].toLowerCase() : standingWords[state]}
            {!told && <span className={classes.untold}> · {notToldWords}</span>}
          </span>
        );
      })}
    </span>
  );
}
