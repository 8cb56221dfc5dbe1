import { bigRule, bigUser, emailOf, idOf } from './big-facts.ts';

/** What a big tenant answers about its changes, beside its pages. */
export interface ChangingFeed {
  /** Ten changes by others, a minute later than the last ones by the tenant's clock. */
  change(): void;
  /** The reply to a request about changes or counts; `gone` for a user that was deleted; null for what is none. */
  answer(url: URL): object | 'gone' | null;
}

type Fact = Record<string, unknown>;

const momentOf = { lastUpdated: 'updatedAt', creationTime: 'createdAt', lastLogin: 'lastLogin' } as const;

/** A feed over the facts of so many users and three times as many rules. */
export function createChangingFeed(users: number): ChangingFeed {
  const rules = users * 3;
  const changedUsers = new Map<string, Fact>();
  const changedRules = new Map<number, Fact>();
  const deletedUsers = new Set<string>();
  const events: Fact[] = [];
  let deletedRules = 0;
  let addedUsers = 0;
  let addedRules = 0;
  let now = Date.parse('2026-06-01T00:00:00Z');
  let serviceAccounts = [{ id: 'sa-1', name: 'robot', clientId: 'robot', enabled: true }];

  // Made once: the tenant's own time is not what is measured.
  const stampOf = (fact: Fact, member: string): number =>
    typeof fact[member] === 'string' ? Date.parse(fact[member]) : Number.NaN;
  const ofUsers = new Map(
    Object.values(momentOf).map((member) => [
      member,
      Float64Array.from({ length: users }, (_, index) => stampOf(bigUser(index) as Fact, member)),
    ]),
  );
  const ofRules = Float64Array.from({ length: rules }, (_, index) =>
    stampOf(bigRule(index, users) as Fact, 'updatedAt'),
  );
  const sorted = (facts: Iterable<Fact>, member: string, from: string): Fact[] =>
    [...facts]
      .filter((fact) => stampOf(fact, member) >= Date.parse(from))
      .toSorted((left, right) => stampOf(left, member) - stampOf(right, member));
  /** Facts that were never changed count too: a real tenant looks through all of them. */
  const since = (stamps: Float64Array, make: (index: number) => Fact, from: string): Fact[] => {
    const moment = Date.parse(from);
    const found: Fact[] = [];
    for (let index = 0; index < stamps.length; index += 1)
      if ((stamps[index] ?? Number.NaN) >= moment) found.push(make(index));
    return found;
  };
  const usersSince = (member: string, from: string): Fact[] => {
    const stamps = ofUsers.get(member as 'updatedAt') ?? new Float64Array(0);
    const untouched = since(stamps, (index) => bigUser(index) as Fact, from).filter(
      ({ id }) => !deletedUsers.has(String(id)) && !changedUsers.has(String(id)),
    );
    return sorted([...untouched, ...changedUsers.values()], member, from);
  };
  const rulesSince = (from: string): Fact[] => {
    const untouched = since(ofRules, (index) => bigRule(index, users) as Fact, from).filter(
      ({ id }) => !changedRules.has(Number(id)),
    );
    return sorted([...untouched, ...changedRules.values()], 'updatedAt', from);
  };
  const part = (url: URL, rows: Fact[]): Fact[] => {
    const offset = Number(url.searchParams.get('offset') ?? 0);
    return rows.slice(offset, offset + Number(url.searchParams.get('limit') ?? 500));
  };

  return {
    change() {
      now += 60_000;
      const stamp = new Date(now).toISOString();
      const round = addedUsers;
      const user = (index: number): Fact => bigUser((round * 37 + index) % users) as Fact;
      const put = (fact: Fact): void => void changedUsers.set(String(fact['id']), fact);
      put({ ...user(1), firstName: `Changed ${round}`, updatedAt: stamp });
      put({ ...user(2), lastLogin: stamp });
      put({ ...user(3), groups: ['/org/team-1'], updatedAt: stamp });
      const id = idOf(users + round, 77);
      put({ ...user(4), id, username: `new${round}@example.com`, createdAt: stamp, updatedAt: stamp });
      addedUsers += 1;
      const leaver = String(user(5)['id']);
      deletedUsers.add(leaver);
      changedUsers.delete(leaver);
      const told = { timestamp: stamp, result: 'Succeeded', subject: 'root@example.com' };
      events.push({ ...told, action: 'delete', entity_type: 'User', entity_id: leaver });
      for (const at of [0, 1, 2]) {
        const rule = bigRule(rules + addedRules, users) as Fact;
        const subjectId = emailOf((round * 11 + at) % users);
        changedRules.set(Number(rule['id']), { ...rule, subjectId, createdAt: stamp, updatedAt: stamp });
        addedRules += 1;
      }
      const gone = bigRule(round * 7, users) as Fact;
      changedRules.set(Number(gone['id']), { ...gone, updatedAt: stamp, deletedAt: stamp });
      deletedRules += 1;
      serviceAccounts = serviceAccounts.map((account) => ({ ...account, enabled: !account.enabled }));
      events.push({ ...told, action: 'update', entity_type: 'Service account', entity_id: 'sa-1' });
    },
    answer(url) {
      const path = url.pathname;
      const filter = url.searchParams.get('filterBy') ?? '';
      const [, field, from] = /^(lastUpdated|creationTime|lastLogin)>=(.+)$/.exec(filter) ?? [];
      if (path === '/api/v1/users' && field !== undefined && from !== undefined) {
        const member = momentOf[field as keyof typeof momentOf];
        return part(url, usersSince(member, from));
      }
      const changedFrom = url.searchParams.get('lastUpdated');
      if (path === '/api/v1/authorization/access-rules' && changedFrom !== null)
        return { accessRules: part(url, rulesSince(changedFrom)) };
      if (path === '/api/v1/users/count') return { count: users + addedUsers - deletedUsers.size };
      if (path === '/api/v1/authorization/access-rules/count')
        return { count: rules + addedRules - deletedRules };
      if (path === '/api/v1/service-accounts') return serviceAccounts;
      if (path === '/api/v1/audit/log')
        return { audit_logs: sorted(events, 'timestamp', url.searchParams.get('start') ?? '') };
      if (path.startsWith('/api/v1/users/') && deletedUsers.has(path.slice('/api/v1/users/'.length)))
        return 'gone';
      return null;
    },
  };
}
