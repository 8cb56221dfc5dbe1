import { fullName } from '../../src-main/db/facts/user-row.ts';
import type { Overlay, PendingMark } from '../../src-shared/changes/overlay.ts';
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

interface Marked {
  readonly fact: Fact;
  readonly mark: PendingMark | null;
}

/** The rows of the three views that can be changed, and what services are told, for facts with an overlay over them. */
export interface OverlaidRows {
  readonly users: readonly OracleRow[];
  readonly 'access-rules': readonly OracleRow[];
  readonly 'service-accounts': readonly OracleRow[];
  /** Ids of the rules that will be there. */
  readonly ruleIds: readonly number[];
  readonly userIds: readonly string[];
  readonly serviceAccountIds: readonly string[];
}

const machine = (type: unknown): boolean => type === 'service-account' || type === 'app';

function markFrom(marks: readonly (PendingMark | null)[], onlyNamed: boolean): PendingMark | null {
  if (onlyNamed && marks.every((mark) => mark === 'new')) return 'new';
  if (onlyNamed && marks.every((mark) => mark === 'removed')) return 'removed';
  if (marks.includes('conflict')) return 'conflict';
  return marks.every((mark) => mark === null) ? null : 'changed';
}

/** View = facts ⊕ overlay, the slow and obvious way. */
export function overlaidRows(facts: SeededFacts, overlay: Overlay): OverlaidRows {
  const users: Marked[] = [
    ...facts.users.map((fact) => ({ fact, mark: overlay.users.marks.get(text(fact['id'])) ?? null })),
    ...overlay.users.made.map((user) => ({
      fact: { ...user, username: user.email, isLocal: true, groups: [] },
      mark: user.mark,
    })),
  ];
  const accounts = [
    ...facts['service-accounts'].map((fact) => {
      const own = overlay.serviceAccounts.marks.get(text(fact['id']));
      return { fact, mark: own?.mark ?? null, enabled: own?.enabled ?? fact['enabled'] === true };
    }),
    ...overlay.serviceAccounts.made.map((account) => ({
      fact: { ...account } as Fact,
      mark: account.mark,
      enabled: account.enabled,
    })),
  ];
  const keysOf = (account: Fact): string[] => [
    text(account['id']),
    text(account['name']),
    text(account['clientId']),
  ];
  const goneKeys = new Set(
    accounts.filter(({ mark }) => mark === 'removed').flatMap(({ fact }) => keysOf(fact)),
  );
  const holderOf = (rule: Fact): Marked | undefined => {
    const subject = text(rule['subjectId']);
    if (rule['subjectType'] !== 'user') return undefined;
    return (
      users.find(({ fact }) => text(fact['username']).toLowerCase() === subject.toLowerCase()) ??
      users.find(({ fact }) => fact['id'] === subject)
    );
  };
  const allRules: Fact[] = [
    ...facts['access-rules'],
    ...overlay.rules.made.map(({ subject, ...rule }) => ({
      ...rule,
      subjectType: subject.type,
      subjectId:
        (machine(subject.type)
          ? overlay.serviceAccounts.made.find(({ id }) => id === subject.id)?.name
          : undefined) ?? subject.id,
    })),
  ];
  const rules = allRules.map((fact) => {
    const id = Number(fact['id']);
    const own =
      overlay.rules.marks.get(id) ?? overlay.rules.made.find((rule) => rule.id === id)?.mark ?? null;
    const holder = holderOf(fact);
    const goes =
      holder?.mark === 'removed' || (machine(fact['subjectType']) && goneKeys.has(text(fact['subjectId'])));
    const mark: PendingMark | null = goes && own !== 'conflict' ? 'removed' : own;
    return { fact, mark, holder };
  });
  const held = (of: readonly { fact: Fact; mark: PendingMark | null }[], all: boolean) => {
    const shown = of.filter(({ mark }) => all || mark !== 'removed');
    return {
      roles: list(shown.map(({ fact }) => text(fact['roleName']))),
      scopes: list(shown.map(({ fact }) => text(fact['scopeName']))),
      ruleCount: shown.length,
    };
  };
  const userRows = users.map((user) => {
    const { fact } = user;
    const own = rules.filter(({ holder }) => holder === user);
    const mark =
      user.mark ??
      markFrom(
        own.map((rule) => rule.mark),
        false,
      );
    return {
      id: text(fact['id']),
      cells: {
        email: text(fact['username']),
        type: fact['isLocal'] === null ? 'unknown' : fact['isLocal'] === true ? 'local' : 'sso',
        ...held(own, mark === 'removed'),
        lastLogin: moment(fact['lastLogin']),
        name: fullName(text(fact['firstName']), text(fact['lastName'])) || null,
        groups: list(Array.isArray(fact['groups']) ? fact['groups'].map(String) : []),
        createdBy: textOrNull(fact['createdBy']),
        createdAt: moment(fact['createdAt']),
        updatedAt: moment(fact['updatedAt']),
        pending: mark,
      },
    };
  });
  const strangers = new Map<string, typeof rules>();
  for (const rule of rules)
    if (rule.fact['subjectType'] === 'user' && rule.holder === undefined) {
      const key = text(rule.fact['subjectId']).toLowerCase();
      strangers.set(key, [...(strangers.get(key) ?? []), rule]);
    }
  const strangerRows = [...strangers.values()].map((own) => {
    const email = text(own[0]?.fact['subjectId']);
    const mark = markFrom(
      own.map((rule) => rule.mark),
      true,
    );
    const unknown = {
      lastLogin: null,
      name: null,
      groups: [],
      createdBy: null,
      createdAt: null,
      updatedAt: null,
    };
    return {
      id: `pre-authorised:${email}`,
      cells: { email, type: 'pre-authorised', ...held(own, mark === 'removed'), ...unknown, pending: mark },
    };
  });
  const accountRows = accounts.map(({ fact, mark: ownMark, enabled }) => {
    const keys = keysOf(fact);
    const own = rules.filter(
      ({ fact: rule }) => machine(rule['subjectType']) && keys.includes(text(rule['subjectId'])),
    );
    const mark =
      ownMark ??
      markFrom(
        own.map((rule) => rule.mark),
        false,
      );
    const { roles, ruleCount } = held(own, ownMark === 'removed');
    return {
      id: text(fact['id']),
      cells: {
        name: text(fact['name']),
        clientId: textOrNull(fact['clientId']),
        enabled: enabled ? 'enabled' : 'disabled',
        roles,
        ruleCount,
        lastLogin: moment(fact['lastLogin']),
        createdBy: textOrNull(fact['createdBy']),
        createdAt: moment(fact['createdAt']),
        pending: mark,
      },
    };
  });
  return {
    users: [...userRows, ...strangerRows],
    'access-rules': rules.map(({ fact, mark, holder }) => ({
      id: String(fact['id']),
      cells: {
        subjectId: text(fact['subjectId']),
        subjectType: text(fact['subjectType']),
        roleName: text(fact['roleName']),
        scopeName: text(fact['scopeName']),
        scopeType: text(fact['scopeType']),
        ...effectOracle(
          facts,
          fact,
          holder !== undefined,
          overlay.serviceAccounts.made.flatMap(({ id, name }) => [id, name]),
        ),
        phase: textOrNull((fact['status'] as { phase?: string } | undefined)?.phase),
        createdBy: textOrNull(fact['createdBy']),
        createdAt: moment(fact['createdAt']),
        updatedAt: moment(fact['updatedAt']),
        id: Number(fact['id']),
        pending: mark,
      },
    })),
    'service-accounts': accountRows,
    ruleIds: rules.flatMap(({ fact, mark }) => (mark === 'removed' ? [] : [Number(fact['id'])])),
    userIds: users.flatMap(({ fact, mark }) => (mark === 'removed' ? [] : [text(fact['id'])])),
    serviceAccountIds: accounts.flatMap(({ fact, mark }) => (mark === 'removed' ? [] : [text(fact['id'])])),
  };
}
