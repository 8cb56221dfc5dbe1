import type { Random } from '../../../src-shared/ports/random.ts';

/** Without letters and digits that are taken for one another. */
const lower = 'abcdefghijkmnpqrstuvwxyz';
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';
/** Nothing that a shell, a CSV file, a URL or a formula gives a meaning of its own. */
const signs = '!*?_.~';
const letters = lower + upper;

const length = 20;

/**
 * A temporary password for versions whose client has to make it (tenant-api §4): 20 characters, each kind among them,
 * about 115 bits. It begins with a letter, so that no spreadsheet takes it for a formula (V53).
 */
export function makePassword(random: Pick<Random, 'below'>): string {
  const one = (from: string): string => from.charAt(random.below(from.length));
  const rest = [one(lower), one(upper), one(digits), one(signs)];
  while (rest.length < length - 1) rest.push(one(letters + digits + signs));
  for (let last = rest.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [rest[last], rest[other]] = [rest[other] ?? '', rest[last] ?? ''];
  }
  return one(letters) + rest.join('');
}
