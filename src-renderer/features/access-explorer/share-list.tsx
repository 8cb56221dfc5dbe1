import type { ReactNode } from 'react';
import type { AccessShare } from '../../../src-shared/ipc/access-why-contract.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { shareWhere } from './share-words.ts';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

const signs = { gained: '+', lost: '−', kept: '=' } as const;
const verbs = { gained: 'gains', lost: 'loses', kept: 'keeps by another way' } as const;

/** Resource types told before the rest is only counted. */
const few = 6;

/** What is gained, lost or kept, place by place, with a sign and in words. */
export function ShareList(props: {
  readonly what: keyof typeof signs;
  readonly shares: readonly AccessShare[];
}): ReactNode {
  const { what, shares } = props;
  if (shares.length === 0) return null;
  return (
    <ul className={classes.shares} data-share={what}>
      {shares.map((share) => {
        const where = shareWhere(share);
        const words = share.rows.map(({ displayName, actions }) => `${displayName}: ${actions.join(', ')}`);
        return (
          <li key={`${share.place.type} ${share.place.id} ${share.except.map(({ id }) => id).join(' ')}`}>
            <span className={classes.shareSign} aria-hidden="true">
              {signs[what]}
            </span>
            <span>
              <span className={frame.dim}>
                {verbs[what]} on <SuspiciousText text={where} />:{' '}
              </span>
              {words.slice(0, few).join(' · ')}
              {words.length > few && (
                <span className={frame.dim} title={words.slice(few).join('\n')}>
                  {' '}
                  and {words.length - few} more
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
