import type { Disk } from '../world/disk.ts';
import type { WireRequest } from '../world/wire.ts';

/**
 * Knows which rules the tenant has and did not show to an account that asked for them: one whose rights were narrower then
 * sees less, and what it does not see goes from its mirror, rightly (I9). The tenant's own filter says which these are.
 */
export interface HiddenRules {
  /** The tenant has just worked on a request. */
  worked(request: WireRequest, disk: Disk): void;
  /** The sender of a request has just learnt how it ended. */
  ended(request: WireRequest): void;
  /** Whether a rule that has just vanished from the mirror was not shown since it came there. Asked once, it is forgotten. */
  takes(disk: Disk, id: number): boolean;
}

const list = /^\/api\/v1\/authorization\/access-rules(?:\?|$)/;

/** Makes one. */
export function createHiddenRules(): HiddenRules {
  const asked = new WeakMap<WireRequest, { readonly disk: Disk; readonly rules: readonly number[] }>();
  const hidden = new WeakMap<Disk, Set<number>>();
  return {
    worked(request, disk) {
      if (request.method !== 'GET' || request.workedStatus !== 200 || !list.test(request.path)) return;
      const rules = disk.tenant.hiddenFrom(disk.account.actor);
      if (rules.length > 0) asked.set(request, { disk, rules });
    },
    ended(request) {
      const answer = asked.get(request);
      if (answer === undefined || !request.told) return;
      const known = hidden.get(answer.disk) ?? new Set();
      for (const rule of answer.rules) known.add(rule);
      hidden.set(answer.disk, known);
    },
    takes: (disk, id) => hidden.get(disk)?.delete(id) ?? false,
  };
}
