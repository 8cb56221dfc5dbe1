import { tierOfRole } from '../../src-shared/access/role-tier.ts';
import { roleFromWire } from '../../src-shared/wire/role-wire.ts';
import type { Cell } from '../../src-shared/views/view-query.ts';
import type { SeededFacts } from './seeded-facts.ts';

type Fact = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The path of a rule's place and what the rule comes to, the slow and obvious way. `hasUser`: its e-mail is a user. */
export function effectOracle(
  facts: SeededFacts,
  rule: Fact,
  hasUser: boolean,
  madeAccounts: readonly string[] = [],
): { readonly path: Cell; readonly effect: Cell } {
  const named = (list: readonly Fact[], id: unknown): Fact | undefined =>
    list.find((each) => each['id'] === id || each['uuid'] === id);
  const type = text(rule['scopeType']);
  const own = text(rule['scopeName']);
  const lists: Readonly<Record<string, readonly Fact[]>> = {
    cluster: facts.clusters,
    department: facts.departments,
    project: facts.projects,
  };
  const place = named(lists[type] ?? [], rule['scopeId']);
  const cluster = text(named(facts.clusters, place?.['clusterId'])?.['name']);
  const department = text(named(facts.departments, place?.['parentId'])?.['name']);
  const path = {
    cluster: [own],
    department: place === undefined ? [own] : [cluster, own],
    project: place === undefined ? [own] : [cluster, department, own],
  }[type];
  const role = facts.roles.find(({ id }) => id === rule['roleId']);
  const subject = text(rule['subjectId']);
  const effect = (): string => {
    if (facts.roles.length > 0 && role === undefined) return 'orphaned: role';
    if ((lists[type] ?? []).length > 0 && place === undefined) return 'orphaned: scope';
    const accounts = facts['service-accounts'];
    const keys = [...accounts.flatMap(({ id, name, clientId }) => [id, name, clientId]), ...madeAccounts];
    const machine = ['service-account', 'app'].includes(text(rule['subjectType']));
    if (machine && accounts.length > 0 && !keys.includes(subject)) return 'orphaned: subject';
    if (role?.['enabled'] === false || type === 'none') return 'dormant';
    if (rule['subjectType'] === 'user' && !hasUser) return 'pre-authorised';
    const inGroup = facts.users.some(({ groups }) => Array.isArray(groups) && groups.includes(subject));
    if (rule['subjectType'] === 'group' && !inGroup) return 'pre-authorised';
    return tierOfRole(roleFromWire(role));
  };
  const whole = type === 'none' ? 'No cluster' : 'All clusters';
  return { path: path === undefined ? whole : path.join(' › '), effect: effect() };
}
