import { type PermissionAction, permissionActions, type Role } from '../../src-shared/domain/role.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { AccessSubjectRef } from '../../src-shared/ipc/access-contract.ts';
import type { ScopeRef } from '../../src-shared/domain/scope.ts';
import { parsePlace } from './role-argument.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** Options that all of these take. */
export interface AccessOptions {
  readonly scope?: string;
  readonly tenantOnly?: boolean;
}

/** Whose state is asked about. */
export const asOf = ({ tenantOnly }: AccessOptions): 'tenant' | 'with-changes' =>
  tenantOnly === true ? 'tenant' : 'with-changes';

/** The place that `--scope` says; null where it says none. */
export async function scopeOf(run: CliRun, { scope }: AccessOptions): Promise<ScopeRef | null> {
  return scope === undefined ? null : parsePlace(scope, await run.call('scopes.tree', {}));
}

const prefixes: Readonly<Record<string, string>> = {
  user: 'user',
  group: 'group',
  'service-account': 'service-account',
  app: 'app',
};

const everyone: AccessSubjectRef = { type: 'all-authenticated-users', id: 'all-authenticated-users' };

async function isKnown(run: CliRun, subject: AccessSubjectRef): Promise<boolean> {
  try {
    await run.call('access.subject', { subject });
    return true;
  } catch (error) {
    if (error instanceof RolebookError && error.body.reason === 'subject-unknown') return false;
    throw error;
  }
}

/**
 * Who is meant: an e-mail, the name of a group, the name or client id of a service account, `everyone`; or with the kind
 * before it, e.g. `group:ops`. Rejects with `input` where it means nobody, or several.
 */
export async function findSubject(run: CliRun, text: string): Promise<AccessSubjectRef> {
  if (text === 'everyone') return everyone;
  const at = text.indexOf(':');
  const type = at < 0 ? undefined : prefixes[text.slice(0, at)];
  if (type !== undefined) return { type, id: text.slice(at + 1) };
  const found: AccessSubjectRef[] = [];
  for (const kind of ['user', 'group', 'service-account'])
    if (await isKnown(run, { type: kind, id: text })) found.push({ type: kind, id: text });
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  if (found.length > 1) {
    const ways = found.map((one) => `${one.type}:${text}`).join(', ');
    throw usageError(`“${text}” is more than one thing.`, `Write ${ways}.`);
  }
  throw usageError(`Neither the tenant nor an access rule knows “${text}”.`, 'Run: rolebook sync');
}

const otherWords: Readonly<Record<string, PermissionAction>> = {
  view: 'read',
  edit: 'update',
  change: 'update',
  remove: 'delete',
};

/** One of the four actions, also by the words that the tenant's console uses. */
export function parseAction(text: string): PermissionAction {
  const folded = text.toLowerCase();
  const found = permissionActions.find((action) => action === folded) ?? otherWords[folded];
  if (found !== undefined) return found;
  throw usageError(`“${text}” is no action.`, `There are: ${permissionActions.join(', ')}.`);
}

/** Without case, and without the plural that one version has and another has not. */
const singular = (word: string): string => word.toLowerCase().replace(/s$/, '');

/** A resource type by its id or its name, as the tenant's roles name it; `project` also finds what 2.13 calls `projects`. */
export function parseResource(text: string, roles: readonly Role[]): string {
  const all = roles.flatMap(({ permissions }) => permissions);
  const folded = text.toLowerCase();
  const found =
    all.find(({ resourceType }) => resourceType === text) ??
    all.find((one) => [one.resourceType, one.displayName].some((word) => word.toLowerCase() === folded)) ??
    all.find((one) =>
      [one.resourceType, one.displayName].some((word) => singular(word) === singular(folded)),
    );
  if (found !== undefined) return found.resourceType;
  const known = [...new Set(all.map(({ resourceType }) => resourceType))].toSorted();
  throw usageError(`There is no resource type “${text}”.`, `There are: ${known.join(', ')}.`);
}
