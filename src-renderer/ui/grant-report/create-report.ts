import type { CreateReport, Grant, RemovedPart, RulePart } from '../../../src-shared/ipc/users-contract.ts';
import { ruleKey } from '../grant-editor/grant-model.ts';

/** How a save ended as a whole; `saved`: all or a part of it waits here to be sent. */
export type ReportVerdict =
  | 'complete'
  | 'saved'
  | 'rules-missing'
  | 'not-removed'
  | 'account-failed'
  | 'account-unknown';

/** Whether nothing is left to do for a part: it is as the user wanted it, or saved and sent by itself. */
export function isPartDone(part: RulePart): boolean {
  return ['created', 'exists', 'pending'].includes(part.outcome);
}

/** The same of a rule that was to go. */
export function isGoneOrGoes(part: RemovedPart): boolean {
  return part.outcome === 'removed' || part.outcome === 'pending';
}

/** The one thing to say first about a report. */
export function verdictOf(report: CreateReport): ReportVerdict {
  if (report.account.outcome === 'failed') return 'account-failed';
  if (report.account.outcome === 'unknown') return 'account-unknown';
  if (!report.rules.every((part) => isPartDone(part))) return 'rules-missing';
  const removed = report.removed ?? [];
  if (!removed.every((part) => isGoneOrGoes(part))) return 'not-removed';
  const waits =
    report.account.outcome === 'pending' ||
    [...report.rules, ...removed].some(({ outcome }) => outcome === 'pending');
  return waits ? 'saved' : 'complete';
}

/** The grants that would finish the job: every part that is not done, by role. */
export function missingGrants(report: CreateReport): readonly Grant[] {
  const byRole = new Map<number, Grant['scopes']>();
  for (const part of report.rules) {
    if (!isPartDone(part)) byRole.set(part.roleId, [...(byRole.get(part.roleId) ?? []), part.scope]);
  }
  return [...byRole].flatMap(([roleId, scopes]) => {
    const grants: Grant[] = [];
    for (let from = 0; from < scopes.length; from += 500) {
      grants.push({ roleId, scopes: scopes.slice(from, from + 500) });
    }
    return grants;
  });
}

/**
 * The first report brought up to date with a repair: the parts tried again take the repair's outcome, all else
 * stays, above all the account and its credential, which a repair never makes anew.
 */
export function mergeRepair(first: CreateReport, repair: CreateReport): CreateReport {
  const tried = new Map(repair.rules.map((part) => [ruleKey(part.roleId, part.scope), part]));
  const rules = first.rules.map((part) => {
    if (isPartDone(part)) return part;
    return tried.get(ruleKey(part.roleId, part.scope)) ?? part;
  });
  const gone = new Map(repair.removed?.map((part) => [part.ruleId, part]));
  const removed = first.removed?.map((part) => (isGoneOrGoes(part) ? part : (gone.get(part.ruleId) ?? part)));
  return {
    ...first,
    rules,
    ...(removed === undefined ? {} : { removed }),
    repairable: repair.repairable && rules.some((part) => !isPartDone(part)),
    requests: first.requests + repair.requests,
  };
}
