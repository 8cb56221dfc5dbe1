import type { Role } from '../../src-shared/domain/role.ts';
import type { ScopeNode, ScopeRef, ScopeType } from '../../src-shared/domain/scope.ts';
import type { Grant } from '../../src-shared/ipc/users-contract.ts';
import { usageError } from './usage-error.ts';

const scopeTypes: Readonly<Record<string, ScopeType>> = {
  tenant: 'tenant',
  all: 'tenant',
  cluster: 'cluster',
  department: 'department',
  project: 'project',
};

function pathOf(nodes: readonly ScopeNode[], node: ScopeNode): string {
  const names: string[] = [];
  for (let at: ScopeNode | undefined = node; at !== undefined;) {
    if (at.type !== 'tenant') names.unshift(at.name);
    at = at.parent === null ? undefined : nodes[at.parent];
  }
  return names.join('/');
}

/** The role of a name; capitals count only where two names differ in nothing else. Throws with the names there are. */
export function findRole(roles: readonly Role[], text: string): Role {
  const exact = roles.find((role) => role.name === text);
  const alike = roles.filter((role) => role.name.toLowerCase() === text.toLowerCase());
  const found = exact ?? (alike.length === 1 ? alike[0] : undefined);
  if (found !== undefined) return found;
  throw usageError(`There is no role “${text}”.`, `There are: ${roles.map((role) => role.name).join(', ')}.`);
}

function findScope(nodes: readonly ScopeNode[], type: ScopeType, text: string): ScopeRef {
  const ofType = nodes.filter((node) => node.type === type);
  if (type === 'tenant') {
    const [tenant] = ofType;
    if (tenant === undefined)
      throw usageError('The tenant’s own scope is not known yet.', 'Run: rolebook sync');
    if (text !== '') throw usageError('The tenant needs no name: write tenant, or all.');
    return { type, id: tenant.id };
  }
  if (text === '') throw usageError(`Say which ${type}: ${type}:NAME`);
  const called = (node: ScopeNode, fold: (name: string) => string): boolean => {
    const [path, wanted] = [fold(pathOf(nodes, node)), fold(text)];
    return node.id === text || fold(node.name) === wanted || path === wanted || path.endsWith(`/${wanted}`);
  };
  const exact = ofType.filter((node) => called(node, (name) => name));
  const found =
    exact.length > 0 ? exact : ofType.filter((node) => called(node, (name) => name.toLowerCase()));
  const [only] = found;
  if (found.length === 1 && only !== undefined) return { type, id: only.id };
  if (found.length === 0) {
    const known = ofType.slice(0, 12).map((node) => node.name);
    const more = ofType.length > known.length ? `, and ${ofType.length - known.length} more` : '';
    throw usageError(
      `There is no ${type} “${text}”.`,
      known.length === 0 ? 'Run: rolebook sync' : `There are: ${known.join(', ')}${more}.`,
    );
  }
  throw usageError(
    `“${text}” means ${found.length} ${type}s.`,
    `Write the path: ${found.map((node) => `${type}:${pathOf(nodes, node)}`).join(', ')}.`,
  );
}

function placeIn(text: string): { readonly type: ScopeType; readonly name: string } | null {
  const [, word = '', place = ''] = /^([a-z]+)(?::(.*))?$/is.exec(text) ?? [];
  const type = scopeTypes[word.toLowerCase()];
  return type === undefined ? null : { type, name: place.trim() };
}

/** `tenant`, `project:cats`, `project:cluster-a/vision/cats`, or with an id in place of the name. */
export function parsePlace(text: string, scopes: readonly ScopeNode[]): ScopeRef {
  const place = placeIn(text.trim());
  if (place !== null) return findScope(scopes, place.type, place.name);
  throw usageError(
    `“${text}” is not a place.`,
    'Write tenant, cluster:NAME, department:NAME or project:NAME.',
  );
}

/**
 * `--role` as grants: `Viewer@tenant`, `L1 researcher@project:cats`, `Viewer@project:cluster-a/vision/cats` where a
 * name is there more than once, or with an id in place of the name. Roles given several times become one grant with
 * several scopes.
 */
export function parseRoles(
  texts: readonly string[],
  roles: readonly Role[],
  scopes: readonly ScopeNode[],
): Grant[] {
  const grants = new Map<number, ScopeRef[]>();
  for (const text of texts) {
    const at = text.indexOf('@');
    const place = at < 0 ? null : placeIn(text.slice(at + 1));
    if (at < 1 || place === null) {
      throw usageError(
        `“${text}” is not a role with a place.`,
        'Write it like "Viewer@tenant" or "L1 researcher@project:cats" (tenant, cluster, department, project).',
      );
    }
    const role = findRole(roles, text.slice(0, at).trim());
    const scope = findScope(scopes, place.type, place.name);
    grants.set(role.id, [...(grants.get(role.id) ?? []), scope]);
  }
  return [...grants].map(([roleId, chosen]) => ({ roleId, scopes: chosen }));
}
