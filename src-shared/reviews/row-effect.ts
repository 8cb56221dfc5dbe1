import { type AccessWorld, eachPath } from '../access/access-world.ts';
import { permissionActions } from '../domain/role.ts';
import type { ReviewRow } from '../domain/review.ts';
import { bitsOf } from '../access/mask-bits.ts';
import type { RuleFacts } from './rule-facts.ts';

type Effect = ReviewRow['effect'];

/** How many are told by name; the counts say how many there are. */
const most = 20;

/** Actions by what they can spoil. */
const strongestFirst = ['delete', 'create', 'update', 'read'] as const;
const words = { delete: 'Delete', create: 'Create', update: 'Change', read: 'See' } as const;

const countOf = (mask: Uint32Array): number => mask.reduce((sum, word) => sum + bitsOf(word), 0);

/** Permissions of a mask in words, strongest first. */
function wordsOf({ cells }: AccessWorld, mask: Uint32Array): string[] {
  const found: string[] = [];
  for (const action of strongestFirst) {
    const at = permissionActions.indexOf(action);
    for (const [type, { name }] of cells.types.entries()) {
      const cell = type * permissionActions.length + at;
      if (((mask[cell >> 5] ?? 0) & (1 << (cell & 31))) === 0) continue;
      found.push(`${words[action]} ${name}`);
      if (found.length === most) return found;
    }
  }
  return found;
}

/**
 * What an actor would lose with one rule alone: the permissions that no other of its ways, its groups’ among them, gives at
 * the same place or above. A rule that is dormant takes nothing away.
 */
export function effectOf(world: AccessWorld, rule: RuleFacts): Effect {
  const { grants, places, roles, cells } = world;
  const mask = roles[rule.role]?.mask ?? new Uint32Array(cells.words);
  const own = new Set(rule.grants);
  const counts =
    rule.grants.length === 0
      ? [rule.place]
      : rule.grants
          .filter((grant) => (grants.gates[grant] ?? 0) === 0)
          .map((grant) => grants.place[grant] ?? -1);
  const lost = new Uint32Array(cells.words);
  const keptBy = new Set<string>();
  for (const place of counts) {
    const others = new Uint32Array(cells.words);
    eachPath(world, rule.actor, (grant) => {
      if (own.has(grant) || (grants.gates[grant] ?? 0) !== 0) return;
      if (!places.covers(grants.place[grant] ?? -1, place)) return;
      const theirs = roles[grants.role[grant] ?? 0]?.mask;
      let gives = false;
      for (let word = 0; word < cells.words; word += 1) {
        const both = (theirs?.[word] ?? 0) & (mask[word] ?? 0);
        if (both === 0) continue;
        gives = true;
        others[word] = (others[word] ?? 0) | both;
      }
      const { id } = world.rule(grant);
      if (gives && id !== rule.id && keptBy.size < most) keptBy.add(String(id));
    });
    for (let word = 0; word < cells.words; word += 1)
      lost[word] = (lost[word] ?? 0) | ((mask[word] ?? 0) & ~(others[word] ?? 0));
  }
  const lostCount = countOf(lost);
  const { type, members } = world.subject(rule.actor);
  return {
    lost: wordsOf(world, lost),
    lostCount,
    keptCount: counts.length === 0 ? 0 : countOf(mask) - lostCount,
    keptBy: [...keptBy],
    people: type === 'group' ? members : null,
  };
}
