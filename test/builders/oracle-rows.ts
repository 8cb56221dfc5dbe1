import { fullName } from '../../src-main/db/facts/user-row.ts';
import type { Cell } from '../../src-shared/views/view-query.ts';
import { effectOracle } from './rule-effect-oracle.ts';
import type { OracleRow } from './query-oracle.ts';
import type { SeededFacts } from './seeded-facts.ts';

type Fact = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown): Cell => text(value) || null;
const moment = (value: unknown): Cell => (text(value) === '' ? null : new Date(text(value)).toISOString());
const list = (texts: readonly string[]): string[] =>
  [...new Set(texts)].toSorted((left, right) =>
    Buffer.compare(Buffer.from(left.toLowerCase()), Buffer.from(right.toLowerCase())),
  );

/** The rows of the users view that these facts must give: users, and e-mails that only rules know. */
export function usersOracle(facts: SeededFacts): OracleRow[] {
  const byEmail = new Map(facts.users.map((user) => [text(user['username']).toLowerCase(), user]));
  const byId = new Map(facts.users.map((user) => [text(user['id']), user]));
  const rulesOf = new Map<Fact, Fact[]>();
  for (const rule of facts['access-rules']) {
    if (rule['subjectType'] !== 'user') continue;
    const user = byEmail.get(text(rule['subjectId']).toLowerCase()) ?? byId.get(text(rule['subjectId']));
    if (user !== undefined) rulesOf.set(user, [...(rulesOf.get(user) ?? []), rule]);
  }
  const cellsOf = (rules: readonly Fact[]): Record<string, Cell> => ({
    roles: list(rules.map(({ roleName }) => text(roleName))),
    scopes: list(rules.map(({ scopeName }) => text(scopeName))),
    ruleCount: rules.length,
  });
  const users = facts.users.map((user) => ({
    id: text(user['id']),
    cells: {
      email: text(user['username']),
      type: user['isLocal'] === null ? 'unknown' : user['isLocal'] === true ? 'local' : 'sso',
      ...cellsOf(rulesOf.get(user) ?? []),
      lastLogin: moment(user['lastLogin']),
      name: fullName(text(user['firstName']), text(user['lastName'])) || null,
      groups: list((user['groups'] as string[] | undefined) ?? []),
      createdBy: textOrNull(user['createdBy']),
      createdAt: moment(user['createdAt']),
      updatedAt: moment(user['updatedAt']),
    },
  }));
  const known = new Set(facts.users.flatMap(({ id, username }) => [text(id), text(username).toLowerCase()]));
  const strangers = new Map<string, { email: string; rules: Fact[] }>();
  for (const rule of facts['access-rules']) {
    const email = text(rule['subjectId']);
    if (rule['subjectType'] !== 'user' || known.has(email) || known.has(email.toLowerCase())) continue;
    const entry = strangers.get(email.toLowerCase()) ?? { email, rules: [] };
    entry.rules.push(rule);
    strangers.set(email.toLowerCase(), entry);
  }
  const preAuthorised = [...strangers.values()].map(({ email, rules }) => ({
    id: `pre-authorised:${email}`,
    cells: {
      email,
      type: 'pre-authorised',
      ...cellsOf(rules),
      lastLogin: null,
      name: null,
      groups: [],
      createdBy: null,
      createdAt: null,
      updatedAt: null,
    },
  }));
  return [...users, ...preAuthorised];
}

/** The rows of the access rules view that these facts must give. */
export function rulesOracle(facts: SeededFacts): OracleRow[] {
  const known = new Set(facts.users.flatMap(({ id, username }) => [text(id), text(username).toLowerCase()]));
  return facts['access-rules'].map((rule) => ({
    id: String(rule['id']),
    cells: {
      subjectId: text(rule['subjectId']),
      subjectType: text(rule['subjectType']),
      roleName: text(rule['roleName']),
      scopeName: text(rule['scopeName']),
      scopeType: text(rule['scopeType']),
      ...effectOracle(
        facts,
        rule,
        known.has(text(rule['subjectId'])) || known.has(text(rule['subjectId']).toLowerCase()),
      ),
      phase: textOrNull((rule['status'] as { phase?: string } | undefined)?.phase),
      createdBy: textOrNull(rule['createdBy']),
      createdAt: moment(rule['createdAt']),
      updatedAt: moment(rule['updatedAt']),
      id: Number(rule['id']),
    },
  }));
}
