import type { FactKind } from '../domain/sync-state.ts';

/** What an event calls the kind of its thing, in one way: without spaces and signs, in lower case, one of them. */
export const entityWord = (entityType: string): string =>
  entityType
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replace(/s$/, '');

/** Kinds of facts by {@link entityWord}. Others are an open set (tenant-api §3.10). */
const kindsOf: Readonly<Record<string, readonly FactKind[]>> = {
  user: ['users'],
  accessrule: ['access-rules'],
  role: ['roles', 'permission-sets'],
  permissionset: ['permission-sets'],
  serviceaccount: ['service-accounts'],
  application: ['service-accounts'],
  app: ['service-accounts'],
  accesskey: [],
  project: ['projects'],
  department: ['departments'],
  cluster: ['clusters'],
  identityprovider: ['identity-providers'],
  idp: ['identity-providers'],
};

/**
 * Whether an event on a thing of this type can be about a fact of this kind. Ids are no proof: roles and access rules are both
 * numbered from 1, and a project may be called as its department is. A type that nobody knows may be about anything.
 */
export function mayBeAbout(entityType: string, kind: FactKind): boolean {
  const kinds = kindsOf[entityWord(entityType)];
  return kinds === undefined || kinds.includes(kind);
}
