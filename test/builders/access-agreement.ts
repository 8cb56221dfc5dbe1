import type { AccessFacts } from '../../src-shared/access/access-facts.ts';
import { answerAccess } from '../../src-shared/access/ask-access.ts';
import { worldOfFacts } from '../../src-shared/access/world-of-facts.ts';
import { type PermissionAction, permissionActions } from '../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { AccessPath } from '../../src-shared/ipc/access-contract.ts';
import { AccessOracle, type OraclePath } from './access-oracle.ts';
import { seededNumbers } from './seeded-facts.ts';

/** What comparing engine and oracle on one tenant came to. */
export interface Agreement {
  /** Cells and rankings compared. */
  readonly compared: number;
  /** Where they differ, in words. */
  readonly differences: readonly string[];
}

const wordsOfPath = (path: AccessPath): string =>
  JSON.stringify([
    path.ruleId,
    path.via === 'group' ? `group ${path.group}` : path.via,
    path.place.known ? `${path.place.type} ${path.place.id}` : 'gone',
    path.gates.map(({ kind }) => kind).toSorted(),
  ]);

const wordsOfOracle = ({ rule, via, at, gates }: OraclePath): string =>
  JSON.stringify([
    String(rule.id),
    via,
    at === null ? (rule.scopeType === 'none' ? 'none none' : 'gone') : `${at.type} ${at.id}`,
    gates,
  ]);

const sorted = (texts: readonly string[]): string => texts.toSorted().join('\n');

/** Asks engine and oracle the same about one tenant, and tells where they differ. */
export function compareAccess(facts: AccessFacts, seed: number): Agreement {
  const below = seededNumbers(seed ^ 0x5eed);
  const oracle = new AccessOracle(facts);
  const world = worldOfFacts(facts);
  const engine = answerAccess(() => world);
  const as = 'with-changes' as const;
  const { gates, scopes } = facts;
  const differences: string[] = [];
  let compared = 0;
  const places: (ScopeNode | null)[] = [null, ...scopes.filter(() => below(3) === 0)];
  const subjects = oracle.subjects();
  const expect = (what: string, found: unknown, expected: unknown): void => {
    compared += 1;
    if (found !== expected)
      differences.push(`seed ${seed}: ${what}: ${String(found)} instead of ${String(expected)}`);
  };
  for (const subject of subjects) {
    const all = oracle.pathsOf(subject);
    for (const place of places) {
      const scope = place === null ? null : { type: place.type, id: place.id };
      const answer = engine.subject({ subject, scope, as, gates });
      const where = `${subject.type} ${subject.id} at ${place?.id ?? 'anywhere'}`;
      const touching = all.filter((path) => oracle.touches(path, place));
      expect(`paths of ${where}`, sorted(answer.paths.map(wordsOfPath)), sorted(touching.map(wordsOfOracle)));
      for (const row of answer.rows)
        for (const [at, action] of permissionActions.entries()) {
          const cell = row.cells[at];
          const giving = touching.filter((path) => oracle.gives(path, row.resourceType, action));
          const what = `${action} ${row.resourceType} of ${where}`;
          expect(what, cell?.state, oracle.stateOf(giving, place));
          const ways = cell?.paths.flatMap((index) => answer.paths[index] ?? []) ?? [];
          expect(`ways to ${what}`, sorted(ways.map(wordsOfPath)), sorted(giving.map(wordsOfOracle)));
        }
    }
  }
  const cells = facts.roles.flatMap(({ permissions }) => permissions.map(({ resourceType }) => resourceType));
  for (let round = 0; round < 4 && cells.length > 0; round += 1) {
    const resourceType = cells[below(cells.length)] ?? '';
    const action: PermissionAction = permissionActions[below(4)] ?? 'read';
    const place = places[below(places.length)] ?? null;
    const scope = place === null ? null : { type: place.type, id: place.id };
    const parts = below(4) > 0;
    const dormant = below(4) > 0;
    const answer = engine.whoCan({
      resourceType,
      action,
      scope,
      as,
      gates,
      parts,
      dormant,
      types: null,
      search: '',
      from: 0,
      to: 1000,
    });
    const expected = subjects.flatMap((subject) => {
      const giving = oracle
        .pathsOf(subject)
        .filter((path) => oracle.gives(path, resourceType, action) && oracle.touches(path, place));
      const state = oracle.stateOf(giving, place);
      if (state === 'none' || (state === 'part' && !parts) || (state === 'dormant' && !dormant)) return [];
      return [
        `${subject.type === 'app' ? 'service-account' : subject.type} ${subject.id.toLowerCase()} ${state} ${giving.length}`,
      ];
    });
    const found = answer.rows.map(
      ({ subject, state, pathCount }) =>
        `${subject.type === 'app' ? 'service-account' : subject.type} ${subject.id.toLowerCase()} ${state} ${pathCount}`,
    );
    const what = `who can ${action} ${resourceType} at ${place?.id ?? 'anywhere'}`;
    expect(what, sorted(found), sorted(expected));
    expect(`the number of those, ${what}`, answer.total, expected.length);
    const byRole = new Map<number, number>();
    for (const path of subjects.flatMap((subject) => oracle.pathsOf(subject)))
      if (oracle.gives(path, resourceType, action) && oracle.touches(path, place))
        byRole.set(path.rule.roleId, (byRole.get(path.rule.roleId) ?? 0) + 1);
    expect(
      `the roles by which ${what}`,
      sorted(answer.roles.map(({ roleId, paths }) => `${roleId}: ${paths}`)),
      sorted([...byRole].map(([roleId, paths]) => `${roleId}: ${paths}`)),
    );
    const order = ['whole', 'part', 'dormant'];
    const ranks = answer.rows.map(({ state }) => order.indexOf(state));
    expect(`the order of ${what}`, ranks.join(), ranks.toSorted((left, right) => left - right).join());
  }
  return { compared, differences };
}
