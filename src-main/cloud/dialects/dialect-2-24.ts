import { featuresOf, productTexts } from '../../../src-shared/profiles/product-features.ts';
import type { Dialect } from './dialect.ts';
import { modernLists } from './modern-lists.ts';

/** Run:ai 2.24 to 2.26: like 3.0, but users have no names; the old roles and applications still answer beside. */
export const dialect224: Dialect = {
  line: '2.24',
  productText: productTexts['2.24'],
  features: featuresOf('2.24'),
  tokenStyle: 'v2-form',
  lists: modernLists,
  serviceAccountSubject: 'service-account',
};
