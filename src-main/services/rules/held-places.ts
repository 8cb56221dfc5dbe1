import { scopeKey } from '../../../src-shared/access/scope-index.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { HeldPlaces } from '../../../src-shared/ipc/rules-contract.ts';
import type { Mirror } from '../../db/mirror.ts';
import { resolveSubjects } from './resolve-subjects.ts';

/** rules.held: on which scopes how many of the subjects hold each of the roles. */
export async function heldPlaces(
  mirror: Mirror,
  { subjects, roleIds }: ParsedInput<'rules.held'>,
): Promise<HeldPlaces> {
  const wanted = new Set(roleIds);
  const { resolved } = await resolveSubjects(mirror, subjects);
  const places = new Map<string, HeldPlaces['places'][number]>();
  for (const { held } of resolved) {
    // A service account may hold one place by several of its names.
    const own = new Map(
      held
        .filter(({ roleId }) => wanted.has(roleId))
        .map((rule) => [`${rule.roleId}\n${scopeKey({ type: rule.scopeType, id: rule.scopeId })}`, rule]),
    );
    for (const [key, { roleId, scopeType, scopeId }] of own)
      places.set(key, { roleId, scopeType, scopeId, holders: (places.get(key)?.holders ?? 0) + 1 });
  }
  return { subjects: resolved.length, places: [...places.values()] };
}
