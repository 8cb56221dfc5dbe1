import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

/** None of the rules that were asked for is there. */
export function unknownRule(): RolebookError {
  return new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'rule-unknown',
    message: 'There is no such access rule in the mirror.',
    hint: 'Sync, then look for it again.',
  });
}

/** A rule whose subject or scope is of a type that a newer tenant brought (I20). */
export function strangeRule(rule: AccessRule): RolebookError {
  return new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'rule-of-unknown-type',
    message: `Rolebook does not know subjects of type “${rule.subjectType}” on “${rule.scopeType}” yet, so it leaves this rule alone.`,
    hint: 'Change it in the tenant’s own console.',
  });
}
