import { type Fields, ruleWords } from '../../../src-shared/changes/base-fields.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import { onItsWay } from './with-what-needs-them.ts';

/**
 * What the tenant has of a thing whose open changes will never be sent: what they found, and not what they would have made
 * of it. `fields` are those of the thing with its changes laid over, `dropped` the changes in their order; what is on its way
 * to the tenant is not dropped. Pure.
 */
export function withoutChanges(fields: Fields, dropped: readonly Change[]): Fields {
  const found: Record<string, Fields[string]> = { ...fields };
  for (const { edit, base, state } of dropped.toReversed()) {
    if (onItsWay.includes(state)) continue;
    switch (edit.kind) {
      case 'service-account.set-enabled':
      case 'role.set-enabled':
        if (base !== null) found['enabled'] = base.fields['enabled'] ?? !edit.enabled;
        break;
      case 'role.update': {
        if (base === null) break;
        // What a role is made of is one field for each part of it: those that were added are none of the tenant's.
        const { enabled } = found;
        for (const field of Object.keys(found)) delete found[field];
        Object.assign(found, base.fields, enabled === undefined ? {} : { enabled });
        break;
      }
      case 'rule.delete': {
        const { roleName, scope, scopeName } = edit;
        const words = ruleWords({ roleName, scopeType: scope.type, scopeName });
        if (Array.isArray(found['rules']) && edit.ruleId > 0)
          found['rules'] = [...new Set([...found['rules'], words])].sort();
        break;
      }
      default:
    }
  }
  return found;
}
