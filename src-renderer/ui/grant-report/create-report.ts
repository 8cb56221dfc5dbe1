import type { CreateReport, Grant, RulePart } from '../../../src-shared/ipc/users-contract.ts';
import { ruleKey } from '../grant-editor/grant-model.ts';

/** How a save ended as a whole. */
export type ReportVerdict = 'complete' | 'rules-missing' | 'account-failed' | 'account-unknown';

/** Whether a part is as the user wanted it. */
export function isPartDone(part: RulePart): boolean {
  return part.outcome === 'created' || part.outcome === 'exists';
}

/** The one thing to say first about a report. */
export function verdictOf(report: CreateReport): ReportVerdict {
  if (report.account.outcome === 'failed') return 'account-failed';
  if (report.account.outcome === 'unknown') return 'account-unknown';
  return report.rules.every((part) => isPartDone(part)) ? 'complete' : 'rules-missing';
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
  return {
    ...first,
    rules,
    repairable: repair.repairable && rules.some((part) => !isPartDone(part)),
    requests: first.requests + repair.requests,
  };
}
