import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import type { Dialect } from './dialect.ts';
import { dialect213 } from './dialect-2-13.ts';
import { dialect218 } from './dialect-2-18.ts';
import { dialect222 } from './dialect-2-22.ts';
import { dialect224 } from './dialect-2-24.ts';
import { dialect30 } from './dialect-3-0.ts';

/** The dialect of a line. */
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
    case '2.13':
      return dialect213;
  }
}
