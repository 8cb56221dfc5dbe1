import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Dialect } from './dialect.ts';
import { dialect224 } from './dialect-2-24.ts';
import { dialect30 } from './dialect-3-0.ts';

/** Words for people for every line that can be told apart, whether this edition speaks it or not. */
export const productTexts: Readonly<Record<ProductLine, string>> = {
  '3.0': dialect30.productText,
  '2.24': dialect224.productText,
  '2.18': 'Run:ai 2.18 to 2.23',
  '2.13': 'Run:ai 2.13 or older',
};

/** What keeps this edition from working with an older line. */
const missing: Readonly<Record<'2.18' | '2.13', string>> = {
  '2.18': 'its older list of roles and its applications in place of service accounts are not there yet',
  '2.13': 'its users that carry roles and clusters themselves, without access rules, are not there yet',
};

/** The dialect of a line. Throws `version-not-supported`, naming the version and what is not there yet. */
export function findDialect(line: ProductLine): Dialect {
  switch (line) {
    case '3.0':
      return dialect30;
    case '2.24':
      return dialect224;
    default:
      throw new RolebookError({
        kind: 'unavailable',
        origin: 'cloud',
        reason: 'version-not-supported',
        message: `This tenant runs ${productTexts[line]}. This edition of Rolebook works with 2.24 and later: ${missing[line]}.`,
        hint: 'Use the tenant’s own console for now, or connect a newer tenant.',
      });
  }
}
