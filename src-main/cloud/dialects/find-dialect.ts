import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { productTexts } from '../../../src-shared/profiles/product-features.ts';
import type { Dialect } from './dialect.ts';
import { dialect218 } from './dialect-2-18.ts';
import { dialect222 } from './dialect-2-22.ts';
import { dialect224 } from './dialect-2-24.ts';
import { dialect30 } from './dialect-3-0.ts';

/** What keeps this edition from working with an older line. */
const missing = 'its users that carry roles and clusters themselves, without access rules, are not there yet';

/** The dialect of a line. Throws `version-not-supported`, naming the version and what is not there yet. */
export function findDialect(line: ProductLine): Dialect {
  switch (line) {
    case '3.0':
      return dialect30;
    case '2.24':
      return dialect224;
    case '2.22':
      return dialect222;
    case '2.18':
      return dialect218;
    default:
      throw new RolebookError({
        kind: 'unavailable',
        origin: 'cloud',
        reason: 'version-not-supported',
        message: `This tenant runs ${productTexts[line]}. This edition of Rolebook works with later ones: ${missing}.`,
        hint: 'Use the tenant’s own console for now, or connect a newer tenant.',
      });
  }
}
