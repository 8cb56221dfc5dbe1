import { featuresOf, productTexts } from '../../../src-shared/profiles/product-features.ts';
import type { Dialect } from './dialect.ts';
import { modernLists, whole } from './modern-lists.ts';

/**
 * Run:ai 2.19 to 2.23: roles can be read only, applications stand where service accounts came later, and tokens are had
 * by the older call (tenant-api §1). What came in between (identity providers with 2.21, batches with 2.22) is asked for and
 * done without where it is not there.
 */
export const dialect222: Dialect = {
  line: '2.22',
  productText: productTexts['2.22'],
  features: featuresOf('2.22'),
  tokenStyle: 'v1-json',
  lists: {
    ...modernLists,
    roles: whole('/api/v1/authorization/roles', null),
    'permission-sets': null,
    'service-accounts': whole('/api/v1/apps', null),
  },
  serviceAccountSubject: 'app',
};
