import { ruleWords } from '../../../src-shared/changes/base-fields.ts';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { ChangeStep } from '../../db/outbox.ts';
import { accessRuleFromWire } from '../../../src-shared/wire/access-rule-wire.ts';

/** States in which a change may still compare its base with the tenant. */
const comparable: readonly Change['state'][] = ['pending', 'unknown', 'conflict', 'blocked', 'rejected'];

/**
 * Steps that carry what a change of ours has just done into the base of later ones that touch the same: what we did ourselves
 * is not something that changed since the admin looked (I7). `touching` are open changes that share a claim with it.
 */
export function rebased(
  edit: Edit,
  facts: { readonly rules: readonly unknown[] },
  touching: readonly Change[],
): ChangeStep[] {
  return touching.flatMap((later): ChangeStep[] => {
    if (later.base === null || !comparable.includes(later.state)) return [];
    const fields = { ...later.base.fields };
    if (!carry(edit, facts.rules, later.edit, fields)) return [];
    return [{ id: later.id, from: [later.state], patch: { base: { ...later.base, fields } } }];
  });
}

/** Alters `fields`; answers whether there was anything to carry over. */
function carry(
  edit: Edit,
  rules: readonly unknown[],
  later: Edit,
  fields: NonNullable<Change['base']>['fields'],
): boolean {
  if (edit.kind === 'rule.create') {
    if (later.kind !== 'user.delete' && later.kind !== 'user.reset-password') return false;
    const known = fields['rules'];
    if (!Array.isArray(known)) return false;
    const made = rules.map((raw) => ruleWords(accessRuleFromWire(raw)));
    fields['rules'] = [...new Set([...known, ...made])].sort();
    return true;
  }
  if (edit.kind === 'service-account.set-enabled' && later.kind.startsWith('service-account.')) {
    if (fields['enabled'] === undefined) return false;
    fields['enabled'] = edit.enabled;
    return true;
  }
  return false;
}
