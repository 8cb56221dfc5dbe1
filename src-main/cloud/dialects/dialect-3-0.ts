import { featuresOf, productTexts } from '../../../src-shared/profiles/product-features.ts';
import type { Dialect } from './dialect.ts';
import { modernLists } from './modern-lists.ts';

/** Run:ai 3.0: roles v2 only, users with names (tenant-api §1). */
export const dialect30: Dialect = {
  line: '3.0',
  productText: productTexts['3.0'],
  features: featuresOf('3.0'),
  tokenStyle: 'v2-form',
  lists: modernLists,
  serviceAccountSubject: 'service-account',
};
