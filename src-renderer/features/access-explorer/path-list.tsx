import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AccessPath } from '../../../src-shared/ipc/access-contract.ts';
import { useRoles } from '../../stores/stores-context.tsx';
import { TierMark } from '../../ui/access/tier-mark.tsx';
import { PendingSign } from '../../ui/pending/pending-mark.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import { wishText } from './hypothesis-text.ts';
import { inForce, placeWords, viaWords } from './path-words.ts';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

/** Ways in which somebody holds something: role, how it reaches them, where, since when, by whom, and what keeps it from effect. */
export function PathList(props: {
  readonly paths: readonly AccessPath[];
  readonly label: string;
}): ReactNode {
  const tierOf = useRoles((store) => store.tierOf);
  return (
    <ul className={classes.paths} aria-label={props.label}>
      {props.paths.map((path) => (
        <li
          key={`${path.ruleId} ${path.via} ${path.group ?? ''}`}
          data-path={path.ruleId}
          data-force={inForce(path)}
          data-mark={path.pending ?? undefined}
        >
          <p className={classes.pathFirst}>
            {path.pending !== null && <PendingSign mark={path.pending} />}
            <TierMark tier={tierOf(path.roleName)} />
            <Link to="/roles" search={{ open: String(path.roleId) }}>
              <SuspiciousText text={path.roleName} />
            </Link>
            <span className={classes.arrow} aria-hidden="true">
              ←
            </span>
            {path.via === 'group' && path.group !== null ? (
              <>
                group{' '}
                <Link to="/groups" search={{ q: path.group }}>
                  <SuspiciousText text={path.group} />
                </Link>
              </>
            ) : (
              <span>{viaWords(path)}</span>
            )}
            <span className={classes.arrow} aria-hidden="true">
              ←
            </span>
            <span>
              <span className="rb-hidden">on </span>
              <SuspiciousText text={placeWords(path.place)} />
            </span>
          </p>
          <p className={frame.dim}>
            {path.grantedBy === '' ? (
              'author unknown'
            ) : (
              <>
                granted by <SuspiciousText text={path.grantedBy} />
              </>
            )}{' '}
            · <Age at={path.since} absent="unknown" /> ·{' '}
            <Link to="/access-rules" search={{ open: path.ruleId }}>
              rule {path.ruleId}
            </Link>{' '}
            ·{' '}
            <Link
              to="/access"
              search={{ tab: 'what-if', if: [wishText({ kind: 'take', ruleId: path.ruleId })] }}
            >
              What if it goes?
            </Link>
          </p>
          {path.gates.map((gate) => (
            <p key={gate.kind} className={classes.gate} data-gate={gate.kind}>
              Without effect: {gate.message}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
