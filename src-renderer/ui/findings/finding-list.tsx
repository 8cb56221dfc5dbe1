import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconInfoCircle } from '@tabler/icons-react';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { wantsReason } from '../../../src-shared/rules/reason-rules.ts';
import { groupFindings } from './group-findings.ts';
import classes from './finding-list.module.css';

/** See {@link FindingList}. */
export interface FindingListProps {
  readonly findings: readonly Finding[];
  /** Keys of accepted warnings (`findingKey`). Without `onAcknowledge` warnings are only shown. */
  readonly acknowledged?: readonly string[];
  readonly onAcknowledge?: (key: string, accepted: boolean) => void;
  /** So that a field can point to its findings with aria-describedby. */
  readonly id?: string;
  readonly disabled?: boolean;
  /** Nothing was tried yet: what would block is only hinted at, as something still to do. */
  readonly quiet?: boolean;
}

const icons = {
  block: IconBan,
  warn: IconAlertTriangle,
  info: IconInfoCircle,
  hint: IconInfoCircle,
} as const;
const severityWords = {
  block: 'Not possible:',
  warn: 'Warning:',
  info: 'Note:',
  hint: 'Still to do:',
} as const;

/**
 * What the rules have to say, worst first. Each warning has a tick of its own, named by its key, because that is what
 * is sent; one that asks for a reason in words has none (`ReasonField`).
 */
export function FindingList(props: FindingListProps): ReactNode {
  const groups = groupFindings(props.findings);
  if (groups.length === 0) return null;
  const { onAcknowledge } = props;
  return (
    <ul className={classes.list} id={props.id} data-findings>
      {groups.map((group) => {
        const tone = group.severity === 'block' && props.quiet === true ? 'hint' : group.severity;
        const Icon = icons[tone];
        return (
          <li key={`${group.severity} ${group.key}`} className={classes.group} data-severity={tone}>
            <Icon size={16} className={classes.icon} aria-hidden />
            <div className={classes.body}>
              {group.messages.map((message) => (
                <p key={message}>
                  <span className="rb-hidden">{severityWords[tone]} </span>
                  {message}
                </p>
              ))}
              {group.severity === 'warn' && onAcknowledge !== undefined && wantsReason(group.rule) && (
                <p className={classes.ask}>Say why below: what reaches far is given for a reason in words.</p>
              )}
              {group.severity === 'warn' && onAcknowledge !== undefined && !wantsReason(group.rule) && (
                <Checkbox
                  className={classes.accept}
                  label="I have read this and want it so"
                  aria-label={`Accept: ${group.messages.join(' ')}`}
                  data-acknowledge={group.rule}
                  checked={props.acknowledged?.includes(group.key) ?? false}
                  disabled={props.disabled ?? false}
                  onChange={(change) => onAcknowledge(group.key, change.currentTarget.checked)}
                />
              )}
            </div>
            <span className={classes.rule} title={`Rule ${group.rule}`}>
              {group.rule}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
