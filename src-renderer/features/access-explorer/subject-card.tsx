import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AccessSubject, SubjectAccess } from '../../../src-shared/ipc/access-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import { kindWords, rowOf } from './path-words.ts';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

/** Names told before the rest is only counted. */
const few = 6;

function named(names: readonly string[]): string {
  const more = names.length - few;
  return more > 0
    ? `${names.slice(0, few).join(', ')} and ${counted(more, 'more', 'more')}`
    : names.join(', ');
}

/** Who is asked about, and the two planes: what they administer, and what they may submit (R03). */
export function SubjectCard(props: { readonly access: SubjectAccess }): ReactNode {
  const { subject, planes, counts } = props.access;
  return (
    <div className={classes.card}>
      <p>
        <strong>
          <SubjectName subject={subject} />
        </strong>{' '}
        <span className={frame.dim}>
          {kindWords(subject.kind)}
          {subject.kind === 'group' && ` · ${counted(subject.members, 'known member')}`}
          {subject.groups.length > 0 && ` · in ${named(subject.groups)}`}
          {(subject.kind === 'local' || subject.kind === 'sso') && (
            <>
              {' · last login '}
              <Age at={subject.lastLogin} absent="never" />
            </>
          )}
        </span>
      </p>
      <dl className={classes.planes}>
        <div>
          <dt>Administers</dt>
          <dd>{planes.administers.length === 0 ? 'nothing' : named(planes.administers)}</dd>
        </div>
        <div>
          <dt>Submits</dt>
          <dd>{planes.submits.length === 0 ? 'no workloads' : named(planes.submits)}</dd>
        </div>
        <div>
          <dt>Paths</dt>
          <dd>
            {counts.inForce} in force
            {counts.dormant > 0 && `, ${counts.dormant} without effect`}
          </dd>
        </div>
      </dl>
    </div>
  );
}

/** A subject's name, which leads to its row where it has one. */
export function SubjectName(props: { readonly subject: AccessSubject }): ReactNode {
  const { subject } = props;
  const row = rowOf(subject);
  if (row === null) return <SuspiciousText text={subject.label} />;
  return (
    <Link to={row.to} search={row.search}>
      <SuspiciousText text={subject.label} />
    </Link>
  );
}
