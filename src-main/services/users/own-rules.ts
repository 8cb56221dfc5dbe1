import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Mirror } from '../../db/mirror.ts';

/** The mirror's rules that name a user directly, by e-mail or by id, each once. */
export async function ownRules(
  mirror: Mirror,
  user: { readonly id: string; readonly email: string },
): Promise<AccessRule[]> {
  const [byEmail, byId] = await Promise.all([
    mirror.rulesOf({ type: 'user', id: user.email }),
    mirror.rulesOf({ type: 'user', id: user.id }),
  ]);
  return [...new Map([...byEmail, ...byId].map((rule) => [rule.id, rule])).values()];
}
