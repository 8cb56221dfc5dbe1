import { type ViewName, viewNames } from '../../../src-shared/views/view-query.ts';
import type { MirrorChange } from '../mirror.ts';
import type { Overlaid } from './lay-over.ts';

const some = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;

/** The views that may look different after a change and the overlay that came with it. Rules are counted everywhere. */
export function changedViews(change: MirrorChange, overlaid: Overlaid): readonly ViewName[] {
  const { rules, removedRuleIds, removedRulesOf, users, removedUserIds } = change;
  if (overlaid.rules || some(rules) || some(removedRuleIds) || some(removedRulesOf)) return viewNames;
  const views: ViewName[] = [];
  if (overlaid.users || some(users) || some(removedUserIds)) views.push('users', 'groups');
  if (overlaid.serviceAccounts || some(change.serviceAccounts) || some(change.removedServiceAccountIds))
    views.push('service-accounts');
  if (overlaid.roles || some(change.roles) || some(change.removedRoleIds)) views.push('roles');
  return views;
}
