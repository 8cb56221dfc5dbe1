import type { Change } from '../../../src-shared/domain/change.ts';

/**
 * Whether a waiting switch and the opposite one come to nothing together: it was never sent, and nothing was read from the
 * tenant since it was made (`asOf` as now), for the tenant may have moved, and then only sending tells. Pure.
 */
export function putsBack(
  last: Change | undefined,
  kind: 'service-account.set-enabled' | 'role.set-enabled',
  enabled: boolean,
  asOf: string | null,
): last is Change {
  return (
    last?.edit.kind === kind &&
    last.edit.enabled !== enabled &&
    last.state === 'pending' &&
    last.attempts === 0 &&
    last.base !== null &&
    last.base.asOf === asOf &&
    last.base.fields['enabled'] === enabled
  );
}
