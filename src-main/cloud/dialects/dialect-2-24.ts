import type { Dialect } from './dialect.ts';
import { modernLists } from './modern-lists.ts';

/** Run:ai 2.24 to 2.26: like 3.0, but users have no names; the old roles and applications still answer beside. */
export const dialect224: Dialect = {
  line: '2.24',
  productText: 'Run:ai 2.24 to 2.26',
  features: {
    notifyByMail: true,
    userNames: false,
    batchCreateRules: true,
    batchDeleteRules: true,
    customRoles: true,
    permissionSets: true,
    signOutUser: true,
  },
  lists: modernLists,
  serviceAccountSubject: 'service-account',
};
