import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror } from '../../stores/stores-context.tsx';
import type { RecordPartProps } from '../../ui/record-drawer/record-drawer.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { counted, countText } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { valueWords } from '../../ui/text/value-words.ts';
import { memberWindow, membersOf } from './member-window.ts';
import classes from './groups.module.css';

/** The users whose groups include this one, as far as their sign-ins have told; each leads to its own drawer. */
export function GroupMembers({ record }: RecordPartProps): ReactNode {
  const revision = useMirror((mirror) => mirror.any);
  const call = useCall('views.window', memberWindow(record.title), revision);
  if (call.data === null) {
    return call.status === 'failed' ? <ErrorState error={call.error} onRetry={call.reload} /> : null;
  }
  const { total } = call.data;
  const members = membersOf(call.data);
  if (total === 0) {
    return <p className={classes.hint}>No user that you can see has signed in with this group.</p>;
  }
  return (
    <>
      <p className={classes.hint}>
        {total > members.length
          ? `The first ${countText(members.length)} of ${counted(total, 'known member')} are listed.`
          : counted(total, 'known member')}
      </p>
      <ul className={classes.members}>
        {members.map((member) => (
          <li key={member.id} className={classes.member}>
            <Link to="/users" search={{ tab: 'all', open: member.id }} className={classes.email ?? ''}>
              <SuspiciousText text={member.email} />
            </Link>
            <span className={classes.type}>{valueWords(member.type)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
