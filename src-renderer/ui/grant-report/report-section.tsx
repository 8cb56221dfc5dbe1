import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
} from '@tabler/icons-react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { CreateReport, RemovedPart, RulePart } from '../../../src-shared/ipc/users-contract.ts';
import { ErrorNote } from '../findings/error-note.tsx';
import { scopeTypeWord } from '../grant-editor/level-words.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { isGoneOrGoes, isPartDone, verdictOf, type ReportVerdict } from './create-report.ts';
import classes from './report-section.module.css';

/** See {@link ReportSection}. */
export interface ReportSectionProps {
  readonly report: CreateReport;
  readonly repairing: boolean;
  /** Why the repair could not even be tried. */
  readonly error: ErrorBody | null;
  readonly onRepair: () => void;
}

const accountWords: Readonly<Record<CreateReport['account']['outcome'], string>> = {
  created: 'Account made',
  exists: 'Account was there already',
  'pre-authorised': 'Pre-authorised: the person signs in by SSO',
  failed: 'Account not made',
  unknown: 'Not known whether the account was made: the answer was lost',
  pending: 'Saved here: the account is made when the tenant can be reached',
};
const partWords: Readonly<Record<RulePart['outcome'], string>> = {
  created: 'made',
  exists: 'was there already',
  failed: 'failed',
  'not-tried': 'not tried',
  unknown: 'not known: the answer was lost',
  pending: 'saved here, sent later',
};
const removedWords: Readonly<Record<RemovedPart['outcome'], string>> = {
  removed: 'narrower, removed',
  failed: 'narrower, removing it failed',
  'not-tried': 'narrower, not removed',
  unknown: 'narrower, not known whether it was removed: the answer was lost',
  pending: 'narrower, removed when this is sent',
};
const verdictWords: Readonly<Record<ReportVerdict, string>> = {
  complete: 'Everything was made.',
  saved: 'Saved here. What is not made yet is sent by itself, and listed under Changes.',
  'rules-missing': 'Some access rules are missing.',
  'not-removed': 'The access rules are there, but not every narrower one was removed. See Changes.',
  'account-failed': 'The user was not made.',
  'account-unknown': 'It is not certain that the user was made. Sync, and look before trying again.',
};

const verdictIcons = {
  complete: IconCircleCheck,
  saved: IconClock,
  'rules-missing': IconAlertTriangle,
  'not-removed': IconAlertTriangle,
  'account-failed': IconAlertTriangle,
  'account-unknown': IconAlertTriangle,
} as const;

/** How the save ended, part by part, with the one button that repairs what is missing. */
export function ReportSection(props: ReportSectionProps): ReactNode {
  const { report } = props;
  const verdict = verdictOf(report);
  const missing = report.rules.filter((part) => !isPartDone(part)).length;
  const VerdictIcon = verdictIcons[verdict];

  return (
    <section className={classes.report} aria-label="What was done" data-verdict={verdict}>
      <p className={classes.verdict} aria-live="polite">
        <VerdictIcon size={18} aria-hidden />
        <span>
          <SuspiciousText text={report.email} />: {verdictWords[verdict]}
        </span>
        <span className={classes.requests}>
          {report.requests === 1 ? '1 request' : `${report.requests} requests`}
        </span>
      </p>
      <ul className={classes.parts}>
        <li data-done={['created', 'exists', 'pre-authorised'].includes(report.account.outcome) || undefined}>
          <PartIcon outcome={report.account.outcome} />
          <span className={classes.what}>{accountWords[report.account.outcome]}</span>
          {report.account.error !== null && <Why error={report.account.error} />}
        </li>
        {report.rules.map((part) => (
          <li
            key={`${part.roleId} ${part.scope.type} ${part.scope.id}`}
            data-done={isPartDone(part) || undefined}
            data-rule-part={part.outcome}
          >
            <PartIcon outcome={part.outcome} />
            <span className={classes.what}>
              <RuleWords {...part} scopeType={part.scope.type} />: {partWords[part.outcome]}
            </span>
            {part.error !== null && <Why error={part.error} />}
          </li>
        ))}
        {report.removed?.map((part) => (
          <li
            key={`removed ${part.ruleId}`}
            data-done={isGoneOrGoes(part) || undefined}
            data-removed-part={part.outcome}
          >
            <PartIcon outcome={part.outcome} />
            <span className={classes.what}>
              <RuleWords {...part} />: {removedWords[part.outcome]}
            </span>
            {part.error !== null && <Why error={part.error} />}
          </li>
        ))}
      </ul>
      {props.error !== null && <ErrorNote error={props.error} />}
      {missing > 0 && report.repairable && (
        <div>
          <Button loading={props.repairing} onClick={props.onRepair} data-repair>
            {missing === 1 ? 'Try the missing rule again' : `Try the ${missing} missing rules again`}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A rule without its subject, in words. */
function RuleWords(rule: { roleName: string; scopeType: string; scopeName: string }): ReactNode {
  return (
    <>
      <SuspiciousText text={rule.roleName} /> on{' '}
      {rule.scopeType === 'tenant' ? (
        'all clusters'
      ) : (
        <>
          {scopeTypeWord(rule.scopeType)} <SuspiciousText text={rule.scopeName} />
        </>
      )}
    </>
  );
}

function PartIcon(props: { outcome: string }): ReactNode {
  if (['created', 'exists', 'pre-authorised', 'removed'].includes(props.outcome)) {
    return <IconCircleCheck size={16} className={classes.done} aria-hidden />;
  }
  if (props.outcome === 'failed') return <IconCircleX size={16} className={classes.failed} aria-hidden />;
  if (props.outcome === 'pending') return <IconClock size={16} className={classes.saved} aria-hidden />;
  return <IconCircleDashed size={16} className={classes.open} aria-hidden />;
}

function Why(props: { error: ErrorBody }): ReactNode {
  return (
    <span className={classes.why}>
      {props.error.message} {props.error.hint}
    </span>
  );
}
