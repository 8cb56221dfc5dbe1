import type { Edit } from '../../../src-shared/domain/change.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { rowsOf } from './what-is-gone.ts';

/** What was seen longer ago is looked at again. */
const freshMs = 2_000;

/** The tenant's roles, as one run of the push reads them. */
export interface RoleReadings {
  /**
   * The role that a new rule gives, as the tenant sends it, where that is switched off; null where it is not, or not there.
   * Rules that are refused together are told by one reading of the list. Rejects where it cannot be read.
   */
  thatIsOff(edit: Pick<Extract<Edit, { kind: 'rule.create' }>, 'roleId'>): Promise<unknown>;
}

/** See {@link RoleReadings}. */
export function createRoleReadings(deps: {
  readonly client: TenantClient;
  readonly clock: Pick<Clock, 'monotonic'>;
}): RoleReadings {
  const { client, clock } = deps;
  let last: { readonly at: number; readonly off: Promise<ReadonlyMap<number, unknown>> } | null = null;
  const read = async (): Promise<ReadonlyMap<number, unknown>> => {
    const off = new Map<number, unknown>();
    for await (const raw of rowsOf(client, 'roles')) {
      const role = roleFromWire(raw);
      if (!role.enabled) off.set(role.id, raw);
    }
    return off;
  };
  return {
    async thatIsOff({ roleId }) {
      const now = clock.monotonic();
      if (last === null || now - last.at > freshMs) last = { at: now, off: read() };
      const reading = last;
      try {
        return (await reading.off).get(roleId) ?? null;
      } catch (thrown) {
        // The next one that is refused tries again.
        if (last === reading) last = null;
        throw thrown;
      }
    },
  };
}
