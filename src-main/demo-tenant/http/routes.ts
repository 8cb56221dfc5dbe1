import { TrieRouter } from 'hono/router/trie-router';
import type { DocumentedOperation } from '../contract/document.ts';
import { versionNumber, type Profile } from '../core/profile.ts';

/** What a request line leads to. */
export type RouteMatch =
  | { kind: 'operation'; operation: DocumentedOperation; path: Record<string, string> }
  | { kind: 'wrong-method'; allowed: string[] }
  | { kind: 'nothing' };

/** Finds the operation for a method and path. */
export interface Routes {
  /** Operations this profile serves. */
  operations: DocumentedOperation[];
  match(method: string, path: string): RouteMatch;
}

/** Whether a product version has an operation (`x-since`, `x-removed-in`; tag Legacy is older than access rules). */
function isServed(operation: DocumentedOperation, profile: Profile): boolean {
  const since = versionNumber(operation.since) ?? 0;
  const removed = versionNumber(operation.removedIn) ?? Infinity;
  return (
    (operation.tag !== 'Legacy' || profile.legacy) && since <= profile.version && profile.version < removed
  );
}

function decoded(params: Record<string, string>): Record<string, string> | undefined {
  try {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    return undefined;
  }
}

/** Builds the routes of a profile. */
export function createRoutes(operations: readonly DocumentedOperation[], profile: Profile): Routes {
  const served = operations.filter((operation) => isServed(operation, profile));
  const router = new TrieRouter<DocumentedOperation>();
  for (const operation of served) {
    router.add(operation.method, operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), operation);
  }
  const find = (method: string, path: string): RouteMatch => {
    const [hit] = router.match(method, path)[0];
    const params = hit === undefined ? undefined : decoded(hit[1] as Record<string, string>);
    return hit === undefined || params === undefined
      ? { kind: 'nothing' }
      : { kind: 'operation', operation: hit[0], path: params };
  };
  const methods = [...new Set(served.map((operation) => operation.method))];
  return {
    operations: served,
    match: (method, path) => {
      const found = find(method, path);
      if (found.kind === 'operation') return found;
      const allowed = methods.filter((other) => find(other, path).kind === 'operation');
      return allowed.length === 0 ? found : { kind: 'wrong-method', allowed };
    },
  };
}
