import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { DeletePreview } from '../../../src-shared/ipc/users-contract.ts';
import { scopeTypeWord } from '../../ui/grant-editor/level-words.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import classes from './dialogs.module.css';

/** Rules shown of one user before the rest is only counted. */
const shownRules = 4;

/** Who and what a deletion takes away. `onLeaveOut` takes one user off the list; null when there is only one. */
export function LossList(props: {
  users: DeletePreview['users'];
  onLeaveOut: ((id: string) => void) | null;
}): ReactNode {
  const { onLeaveOut } = props;
  return (
    <ul className={classes.losses}>
      {props.users.map((user) => (
        <li
          key={user.id}
          data-blocked={user.findings.some((finding) => finding.severity === 'block') || undefined}
          data-loss={user.email}
        >
          <div className={classes.who}>
            <strong>
              <SuspiciousText text={user.email} />
            </strong>
            <span className={classes.dim}>
              {user.isLocal === true ? 'local' : user.isLocal === false ? 'SSO' : ''}
              {' · last login '}
              <Age at={user.lastLogin} absent="never" />
            </span>
            {onLeaveOut !== null && (
              <Button
                variant="subtle"
                color="gray"
                aria-label={`Leave ${user.email} out`}
                onClick={() => onLeaveOut(user.id)}
              >
                Leave out
              </Button>
            )}
          </div>
          {user.ruleCount === 0 ? (
            <span className={classes.dim}>No access rules</span>
          ) : (
            <ul className={classes.rules}>
              {user.rules.slice(0, shownRules).map((rule) => (
                <li key={`${rule.roleName} ${rule.scopeType} ${rule.scopeName}`}>
                  <SuspiciousText text={rule.roleName} /> on {scopeTypeWord(rule.scopeType)}{' '}
                  <SuspiciousText text={rule.scopeName} />
                </li>
              ))}
              {user.ruleCount > shownRules && <li>and {user.ruleCount - shownRules} more</li>}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
