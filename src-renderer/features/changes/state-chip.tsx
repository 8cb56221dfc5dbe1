import {
  IconAlertTriangle,
  IconArrowUp,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconHelpCircle,
  IconHourglass,
  IconRotate2,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ChangeState } from '../../../src-shared/domain/change.ts';
import { stateWords } from './change-words.ts';
import classes from './state-chip.module.css';

const icons: Readonly<Record<ChangeState, Icon>> = {
  pending: IconClock,
  sending: IconArrowUp,
  unknown: IconHelpCircle,
  conflict: IconAlertTriangle,
  blocked: IconHourglass,
  rejected: IconCircleX,
  done: IconCircleCheck,
  cancelled: IconRotate2,
};

/** The state of a change: a shape, a colour and the word. */
export function StateChip(props: { state: ChangeState }): ReactNode {
  const StateIcon = icons[props.state];
  const { label, meaning } = stateWords(props.state);
  return (
    <span className={classes.chip} data-state={props.state} title={meaning}>
      <StateIcon size={13} stroke={2} aria-hidden />
      {label}
    </span>
  );
}

/** The shape of a state alone, beside other words. */
export function StateIcon(props: { state: ChangeState }): ReactNode {
  const Mark = icons[props.state];
  return <Mark size={13} stroke={2} aria-hidden />;
}
