import { featuresOf, productTexts } from '../../../src-shared/profiles/product-features.ts';
import { legacyPaths } from '../legacy/legacy-paths.ts';
import type { Dialect } from './dialect.ts';
import { whole } from './modern-lists.ts';

/**
 * Run:ai 2.13 and older: users, groups and applications carry roles and clusters themselves. Its client is one of its own
 * (`legacy/`); the lists here are where things are found, for the plan of what would be sent.
 */
export const dialect213: Dialect = {
  line: '2.13',
  productText: productTexts['2.13'],
  features: featuresOf('2.13'),
  tokenStyle: 'realm-form',
  lists: {
    clusters: whole(legacyPaths.clusters, null),
    departments: whole(legacyPaths.clusters, null),
    projects: whole(legacyPaths.clusters, null),
    roles: whole(`${legacyPaths.users}/roles`, null),
    'permission-sets': null,
    'identity-providers': null,
    'service-accounts': whole(legacyPaths.apps, null),
    users: whole(legacyPaths.users, null),
    'access-rules': whole(legacyPaths.users, null),
  },
  serviceAccountSubject: 'app',
};
