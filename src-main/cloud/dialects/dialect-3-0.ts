import type { Dialect } from './dialect.ts';
import { modernLists } from './modern-lists.ts';

/** Run:ai 3.0: roles v2 only, users with names (tenant-api §1). */
export const dialect30: Dialect = {
  line: '3.0',
  productText: 'Run:ai 3.0',
  features: {
    notifyByMail: true,
    userNames: true,
    batchCreateRules: true,
    batchDeleteRules: true,
    customRoles: true,
    permissionSets: true,
    signOutUser: true,
  },
  lists: modernLists,
  serviceAccountSubject: 'service-account',
};
