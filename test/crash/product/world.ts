import type { Change } from '../../../src-shared/domain/change.ts';
import type { MissedCredential } from '../../../src-shared/domain/credential.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../../src-shared/domain/scope.ts';
import type { Handlers } from '../../../src-shared/ipc/contract.ts';
import type { PermissionSetRow } from '../../../src-shared/ipc/roles-contract.ts';
import type { Cell, ViewName } from '../../../src-shared/views/view-query.ts';

/** A row of a table: its id, and the columns that were asked for. */
export interface Shown {
  readonly id: string;
  readonly cell: (column: string) => string;
}

/** What an administrator has before them when they decide what to do next. */
export interface World {
  readonly users: readonly Shown[];
  readonly rules: readonly Shown[];
  readonly accounts: readonly Shown[];
  readonly roles: readonly Role[];
  readonly projects: readonly ScopeNode[];
  readonly sets: readonly PermissionSetRow[];
  /** Open changes, in their order. */
  readonly open: readonly Change[];
  readonly missed: readonly MissedCredential[];
  /** Ids in the credential tray. */
  readonly tray: readonly string[];
}

const text = (cell: Cell | undefined): string => (Array.isArray(cell) ? cell.join(', ') : String(cell ?? ''));

async function table(handlers: Handlers, view: ViewName, columns: string[]): Promise<Shown[]> {
  // The newest come first: what was made here is among them.
  const shown = await handlers['views.window']({
    view,
    from: 0,
    to: 200,
    search: '',
    filters: [],
    sort: [{ column: 'createdAt', direction: 'desc' }],
    columns: [...columns, 'pending'],
    facets: false,
  });
  return shown.ids
    .map((id, n) => ({ id, cell: (column: string) => text(shown.columns[column]?.[n]) }))
    .filter(({ cell }) => cell('pending') !== 'removed');
}

/** Looks at everything. */
export async function look(
  handlers: Handlers,
  lasting: Pick<World, 'projects' | 'sets'>,
  open: readonly Change[],
): Promise<World> {
  const [users, rules, accounts, roles, missed, tray] = await Promise.all([
    table(handlers, 'users', ['email', 'type']),
    table(handlers, 'access-rules', ['subjectId', 'subjectType', 'roleName', 'scopeName', 'createdBy']),
    table(handlers, 'service-accounts', ['name', 'clientId', 'enabled']),
    handlers['roles.list']({}),
    handlers['credentials.missed']({}),
    handlers['credentials.list']({}),
  ]);
  return { users, rules, accounts, roles, missed, tray: tray.map(({ id }) => id), open, ...lasting };
}

/** What stays as it is for a whole life of the process. */
export async function lookOnce(handlers: Handlers): Promise<Pick<World, 'projects' | 'sets'>> {
  const { sets } = await handlers['roles.draftSource']({ id: null, as: 'new' });
  const projects = (await handlers['scopes.tree']({})).filter(({ type }) => type === 'project').slice(0, 12);
  return { projects, sets };
}

/** Ids of open changes that name one of these, and of all that waits for them. */
export function about(open: readonly Change[], names: readonly string[]): string[] {
  const found = new Set(
    open
      .filter(({ id, edit }) => {
        const words: unknown[] = Object.values(edit).flatMap((value: unknown) =>
          typeof value === 'object' && value !== null ? Object.values(value) : [value],
        );
        return names.some(
          (name) => name === id || name === `local:${id}` || words.map(String).includes(name),
        );
      })
      .map(({ id }) => id),
  );
  for (const { id, dependsOn } of open) if (dependsOn.some((parent) => found.has(parent))) found.add(id);
  return [...found];
}
