import type { ProfileName } from '../../../src-main/demo-tenant/core/profile.ts';
import type { Seeded } from '../world/seeded.ts';

/**
 * The version of a world's tenant, and how many users it has; few sizes, so that worlds can share what is made once for each.
 * Nobody has fewer than twenty: those who look after the demo tenant are among them. Some sizes are a page of users, one less
 * or one more. Larger tenants are for `npm run bench`: a world of a hundred thousand takes minutes.
 */
export function drawTenant(rng: Seeded): { readonly profile: ProfileName; readonly users: number } {
  const profile = rng.weighted<ProfileName>([
    ['3.0', 8],
    ['2.24', 4],
    ['2.22', 5],
    ['2.18', 4],
  ]);
  const users = rng.weighted<number>([
    [20, 60],
    [24, 240],
    [75, 40],
    [300, 30],
    [499, 4],
    [500, 4],
    [501, 4],
    [1_200, 2],
    [5_000, 0.4],
  ]);
  return { profile, users };
}
