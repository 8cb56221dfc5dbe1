import { foldEmail } from '../../../src-shared/rules/email-key.ts';

/** Something found after a lost reply, as far as it tells where it came from. */
export interface Found {
  readonly createdBy: string;
  readonly createdAt: string | null;
}

/** Who was making something, and since when it was wanted (RFC 3339, by our clock). */
export interface Wisher {
  readonly actor: string;
  readonly wishedAt: string;
}

/** Clocks differ, ours and the tenant's: only what is older by more than this counts as older than the wish. */
export const slackMs = 5 * 60_000;

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
