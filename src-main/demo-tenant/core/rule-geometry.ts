import { DAY, coarsen, type Millis } from './instant.ts';
import { createPermutation, mix } from './mixing.ts';

/** Rules that ten consecutive generated users have: about three each, from none to seven. */
const RULES_PER_USER = [3, 1, 4, 2, 7, 0, 5, 3, 2, 3];
const BLOCK_USERS = RULES_PER_USER.length;

/** Which generated user each generated rule belongs to, both ways, in O(1) and without tables that grow. */
export interface RuleGeometry {
  /** Number of generated rules. */
  count: number;
  /** Rule indexes of a user, unordered. */
  rulesOf(user: number): number[];
  /** Owner of a rule and its number among the owner's rules. */
  ownerOf(rule: number): { user: number; nth: number };
  /** Creation time; never decreasing in the rule index. */
  createdAt(rule: number): Millis;
}

/** Lays the rules of `users` generated users over the 699 days before the day before `anchor`. */
export function createRuleGeometry(users: number, seed: number, anchor: Millis): RuleGeometry {
  const starts: number[] = [];
  const nthUser: number[] = [];
  for (const count of RULES_PER_USER) {
    starts.push(nthUser.length);
    for (let i = 0; i < count; i++) nthUser.push(starts.length - 1);
  }
  const blockRules = nthUser.length;
  const startOf = (user: number): number =>
    Math.floor(user / BLOCK_USERS) * blockRules + (starts[user % BLOCK_USERS] ?? 0);

  const count = startOf(users);
  const order = createPermutation(count, seed ^ 0x4a);
  const from = anchor - 700 * DAY;
  const step = (699 * DAY) / Math.max(1, count);

  return {
    count,
    rulesOf: (user) => {
      const start = startOf(user);
      return Array.from({ length: startOf(user + 1) - start }, (_, i) => order.inverse(start + i));
    },
    ownerOf: (rule) => {
      const slot = order.forward(rule);
      const inBlock = nthUser[slot % blockRules] ?? 0;
      const user = Math.floor(slot / blockRules) * BLOCK_USERS + inBlock;
      return { user, nth: slot - startOf(user) };
    },
    createdAt: (rule) => {
      const hash = mix(seed ^ 0x71, rule);
      return coarsen(from + Math.floor(rule * step + ((hash % 1000) / 1000) * step * 0.8), hash >>> 10);
    },
  };
}
