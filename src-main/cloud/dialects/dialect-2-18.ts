import { featuresOf, productTexts } from '../../../src-shared/profiles/product-features.ts';
import type { Dialect } from './dialect.ts';
import { dialect222 } from './dialect-2-22.ts';
import { modernLists, whole } from './modern-lists.ts';

/**
 * Run:ai 2.15 to 2.18: like the line after it, but users come whole and are not counted, nothing tells what changed, and
 * identity providers are not listed (tenant-api §1).
 */
export const dialect218: Dialect = {
  ...dialect222,
  line: '2.18',
  productText: productTexts['2.18'],
  features: featuresOf('2.18'),
  lists: {
    ...dialect222.lists,
    departments: { ...modernLists.departments, countPath: null },
    projects: { ...modernLists.projects, countPath: null },
    'identity-providers': null,
    users: whole('/api/v1/users', null),
  },
};
