import type { BookRow } from './ledger-book.ts';
import { type MirrorRows, type MirrorRule, placeViews } from './mirror-rows.ts';
import type { Mark, OpenActs } from './open-acts.ts';

/** A row as it has to look: the cells that open changes may alter. */
export interface ExpectedRow {
  readonly mark?: Mark;
  readonly cells: Readonly<Record<string, string | number | readonly string[]>>;
}

/** A rule as it has to look, whether it is in the mirror or not. */
interface Rule extends MirrorRule {
  mark: Mark;
}

/** Every table that an open change can alter, row by row, by the ids of the rows. */
export interface ExpectedTables {
  readonly tables: ReadonlyMap<ExpectedView, ReadonlyMap<string, ExpectedRow>>;
  /** Which rules a drawer lists, with their marks, by row: those that go, too. */
  readonly rulesOf: ReadonlyMap<string, ReadonlyMap<string, Mark>>;
}

/** A table of which it is known how it has to look. */
export type ExpectedView =
  | 'users'
  | 'access-rules'
  | 'service-accounts'
  | 'roles'
  | 'groups'
  | (typeof placeViews)[number];

const accountTypes: ReadonlySet<string> = new Set(['service-account', 'app']);

/** What rules make of whoever has them: nobody is marked for a rule but by its mark. */
function byRules(rules: readonly Rule[], only: boolean): Mark {
  const [first] = rules;
  if (
    only &&
    (first?.mark === 'new' || first?.mark === 'removed') &&
    rules.every(({ mark }) => mark === first.mark)
  )
    return first.mark;
  if (rules.some(({ mark }) => mark === 'conflict')) return 'conflict';
  return rules.some(({ mark }) => mark !== null) ? 'changed' : null;
}

/** The cells that say which rules somebody has; those that go do not count, but with whom they go. */
function held(
  rules: readonly Rule[],
  goes: boolean,
): { roles: string[]; scopes: string[]; ruleCount: number } {
  const staying = rules.filter(({ mark }) => goes || mark !== 'removed');
  return {
    roles: [...new Set(staying.map(({ roleName }) => roleName))].toSorted(),
    scopes: [...new Set(staying.map(({ scopeName }) => scopeName))].toSorted(),
    ruleCount: staying.length,
  };
}

const onOff = (enabled: boolean): string => (enabled ? 'enabled' : 'disabled');

/** How the tables have to look: the mirror with the open changes laid over (I4), as docs/outbox.md says it. */
export function expectedTables(
  mirror: MirrorRows,
  acts: OpenActs,
  clientIdOf: (id: string) => string | null,
): ExpectedTables {
  const { making, markOf, last, known } = acts;
  const made = <Kind extends BookRow['edit']['kind']>(kind: Kind) =>
    making.flatMap(({ row, id }) => {
      const { edit } = row;
      const is = (one: BookRow['edit']): one is Extract<BookRow['edit'], { kind: Kind }> => one.kind === kind;
      return is(edit) ? [{ row, id, edit }] : [];
    });

  const roles = new Map<string, { name: string; enabled: boolean; mark: Mark }>();
  for (const { id, name, enabled } of mirror.roles)
    roles.set(String(id), {
      name: last('role.update', String(id))?.name ?? name,
      enabled: last('role.set-enabled', String(id))?.enabled ?? enabled === 1,
      mark: markOf('role', String(id), null),
    });
  for (const { row, id, edit } of made('role.create'))
    roles.set(id, {
      name: last('role.update', id)?.name ?? edit.name,
      enabled: last('role.set-enabled', id)?.enabled ?? true,
      mark: markOf('role', id, row),
    });

  const accounts = new Map<string, { keys: readonly string[]; enabled: boolean; mark: Mark }>();
  for (const { id, name, clientId, enabled } of mirror.accounts)
    accounts.set(id, {
      keys: [clientId, name, id],
      enabled: last('service-account.set-enabled', id)?.enabled ?? enabled === 1,
      mark: markOf('account', id, null),
    });
  for (const { row, id, edit } of made('service-account.create'))
    accounts.set(id, {
      keys: [edit.name, id],
      enabled: last('service-account.set-enabled', id)?.enabled ?? true,
      mark: markOf('account', id, row),
    });

  const users = new Map<string, { email: string; groups: readonly string[]; own: Mark; named: boolean }>();
  for (const { id, email, groups } of mirror.users)
    users.set(id, {
      email,
      groups: JSON.parse(groups) as string[],
      own: markOf('user', id, null),
      named: false,
    });
  for (const { row, id, edit } of made('user.create'))
    users.set(id, { email: edit.email, groups: [], own: markOf('user', id, row), named: false });

  const rules: Rule[] = mirror.rules.map((rule) => ({
    ...rule,
    mark: markOf('rule', String(rule.id), null),
  }));
  for (const { row, id, edit } of made('rule.create')) {
    const { subject, scope, scopeName, roleId, roleName } = edit;
    const role = known(roleId);
    const key = accountTypes.has(subject.type)
      ? (accounts.get(subject.id)?.keys[0] ?? clientIdOf(subject.id) ?? subject.id)
      : subject.id;
    rules.push({
      id: Number(id),
      type: subject.type,
      key,
      roleId: Number(role),
      roleName: role.startsWith('-') ? (roles.get(role)?.name ?? roleName) : roleName,
      scopeType: scope.type,
      scopeId: scope.id,
      scopeName,
      mark: markOf('rule', id, row),
    });
  }

  const byEmail = new Map<string, string>();
  for (const [id, { email }] of users)
    if (!byEmail.has(email.toLowerCase())) byEmail.set(email.toLowerCase(), id);
  const ofUser = new Map<string, Rule[]>();
  for (const rule of rules) {
    if (rule.type !== 'user') continue;
    const email = rule.key.toLowerCase();
    let id = byEmail.get(email) ?? (users.has(rule.key) ? rule.key : undefined);
    if (id === undefined) {
      id = `pre-authorised:${email}`;
      users.set(id, { email: rule.key, groups: [], own: null, named: true });
      byEmail.set(email, id);
    }
    ofUser.set(id, [...(ofUser.get(id) ?? []), rule]);
  }
  for (const [id, { own }] of users)
    if (own === 'removed')
      for (const rule of ofUser.get(id) ?? []) if (rule.mark !== 'conflict') rule.mark = 'removed';
  const ofAccount = (keys: readonly string[]): Rule[] =>
    rules.filter(({ type, key }) => accountTypes.has(type) && keys.includes(key));
  for (const { keys, mark } of accounts.values())
    if (mark === 'removed')
      for (const rule of ofAccount(keys)) if (rule.mark !== 'conflict') rule.mark = 'removed';

  const rulesOf = new Map<string, ReadonlyMap<string, Mark>>();
  const list = (view: ExpectedView, id: string, own: readonly Rule[]): void =>
    void rulesOf.set(`${view} ${id}`, new Map(own.map((rule) => [String(rule.id), rule.mark])));
  const groups = new Map<string, { members: number; rules: Rule[] }>();
  const group = (name: string): { members: number; rules: Rule[] } => {
    const found = groups.get(name) ?? { members: 0, rules: [] };
    groups.set(name, found);
    return found;
  };
  for (const rule of rules) if (rule.type === 'group') group(rule.key).rules.push(rule);

  const userRows = new Map<string, ExpectedRow>();
  for (const [id, { groups: within, own, named }] of users) {
    const theirs = ofUser.get(id) ?? [];
    const mark = own ?? byRules(theirs, named);
    userRows.set(id, { mark, cells: held(theirs, mark === 'removed') });
    for (const name of within) group(name).members += mark === 'removed' ? 0 : 1;
    list('users', id, [...theirs, ...within.flatMap((name) => group(name).rules)]);
  }
  const accountRows = new Map<string, ExpectedRow>();
  for (const [id, { keys, enabled, mark: own }] of accounts) {
    const theirs = ofAccount(keys);
    const { roles: names, ruleCount } = held(theirs, own === 'removed');
    const mark = own ?? byRules(theirs, false);
    accountRows.set(id, { mark, cells: { enabled: onOff(enabled), roles: names, ruleCount } });
    list('service-accounts', id, theirs);
  }
  const roleRows = new Map<string, ExpectedRow>();
  for (const [id, { name, enabled, mark }] of roles) {
    const giving = rules.filter(({ roleId }) => String(roleId) === id);
    const holders = giving.filter((rule) => rule.mark !== 'removed').length;
    roleRows.set(id, { mark, cells: { name, enabled: onOff(enabled), holders } });
    list('roles', id, giving);
  }
  const ruleRows = new Map<string, ExpectedRow>();
  for (const { id, mark, key, roleName, scopeName } of rules)
    ruleRows.set(String(id), { mark, cells: { subjectId: key, roleName, scopeName } });
  const groupRows = new Map<string, ExpectedRow>();
  for (const [name, { members, rules: theirs }] of groups)
    groupRows.set(name, { cells: { members, ...held(theirs, false) } });

  const tables = new Map<ExpectedView, ReadonlyMap<string, ExpectedRow>>([
    ['users', userRows],
    ['access-rules', ruleRows],
    ['service-accounts', accountRows],
    ['roles', roleRows],
    ['groups', groupRows],
  ]);
  for (const view of placeViews) {
    const type = view.slice(0, -1);
    const count = (id: string): number =>
      rules.filter((rule) => rule.scopeType === type && rule.scopeId === id && rule.mark !== 'removed')
        .length;
    const rows = (mirror.places.get(view) ?? []).map(
      (id) => [id, { cells: { ruleCount: count(id) } }] as const,
    );
    tables.set(view, new Map(rows));
  }
  return { tables, rulesOf };
}
