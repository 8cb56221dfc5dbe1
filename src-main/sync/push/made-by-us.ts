import type { Change } from '../../../src-shared/domain/change.ts';
import type { Clocks } from '../../cloud/http.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';

/** Something found after a lost reply, as far as it tells where it came from. */
export interface Found {
  readonly createdBy: string;
  readonly createdAt: string | null;
}

/** Who was making something, and since when it was wanted (RFC 3339, by the tenant's clock as far as that is known). */
export interface Wisher {
  readonly actor: string;
  readonly wishedAt: string;
}

/** Clocks differ, ours and the tenant's: only what is older by more than this counts as older than the wish. */
export const slackMs = 5 * 60_000;

/** How far back is looked at most when a clock was wrong, in milliseconds: histories are long. */
const farthest = 31 * 24 * 60 * 60_000;

/**
 * Since when a change was wanted, by the tenant's clock. Ours may be wrong, and may have been set since: of the moments that
 * can be meant the earliest counts, because what is looked for was made after it, but no more than a month before the later one.
 * One that the tenant's clock has yet to reach says nothing but that ours was ahead.
 *
 * @param createdAt by our clock, RFC 3339
 */
function wishedThere(createdAt: string, clocks: Clocks | null): string {
  if (clocks === null) return createdAt;
  const { here, there } = clocks;
  const wished = Date.parse(createdAt);
  const corrected = wished - (here - there);
  if (wished <= there)
    return new Date(Math.min(wished, Math.max(corrected, wished - farthest))).toISOString();
  return new Date(corrected <= there ? corrected : there - farthest).toISOString();
}

/** Who wants a change. */
export function wisherOf(
  { createdAt }: Pick<Change, 'createdAt'>,
  { actor, client }: { readonly actor: string; readonly client: Pick<TenantClient, 'clocks'> },
): Wisher {
  return { actor, wishedAt: wishedThere(createdAt, client.clocks()) };
}

/**
 * Whether something found after a lost reply is what we were making. A person is known by the e-mail; what a machine made
 * carries one of its names, and nobody says which (tenant-api §5, question 2), so that only a person's name speaks for or
 * against one. An empty author says nothing (tenant-api §3.4), and what is older than the wish was there before: then it
 * could be somebody else's, and only the admin can tell. A clock alone decides nothing (reliability §3.2). Pure.
 */
export function makerOf(found: Found, { actor, wishedAt }: Wisher): 'us' | 'somebody-else' | 'unclear' {
  const { createdBy, createdAt } = found;
  if (createdBy === '') return 'unclear';
  const person = createdBy.includes('@');
  if (person !== actor.includes('@')) return 'somebody-else';
  if (foldEmail(createdBy) !== foldEmail(actor)) return person ? 'somebody-else' : 'unclear';
  const older = createdAt !== null && Date.parse(createdAt) < Date.parse(wishedAt) - slackMs;
  return older ? 'unclear' : 'us';
}
