import type { AccessFacts } from '../../src-shared/access/access-facts.ts';
import { answerAccess } from '../../src-shared/access/ask-access.ts';
import { worldOfFacts } from '../../src-shared/access/world-of-facts.ts';
import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import { type PermissionAction, permissionActions } from '../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { AccessShare, Hypothesis } from '../../src-shared/ipc/access-why-contract.ts';
import { foldEmail } from '../../src-shared/rules/email-key.ts';
import type { Agreement } from './access-agreement.ts';
import { laterRoles, supposedFacts, someHypotheses } from './access-hypotheses.ts';
import { AccessOracle } from './access-oracle.ts';
import { seededNumbers } from './seeded-facts.ts';

interface Ref {
  readonly type: string;
  readonly id: string;
}

const as = 'with-changes' as const;
const keyOf = (scope: { type: string; id: string }): string => `${scope.type} ${scope.id}`;

/** A scope and all below it. */
function below(facts: AccessFacts, top: { type: string; id: string }): string[] {
  const inside = (node: ScopeNode): boolean => {
    if (node.type === top.type && node.id === top.id) return true;
    const parent = node.parent === null ? undefined : facts.scopes[node.parent];
    return parent !== undefined && inside(parent);
  };
  return facts.scopes.filter(inside).map(keyOf);
}

/** Every single thing somebody can do, `action resource scope`, found by asking about each. */
function everything(facts: AccessFacts, oracle: AccessOracle, subject: Ref): Set<string> {
  const found = new Set<string>();
  const paths = oracle.pathsOf(subject);
  const types = new Set(facts.roles.flatMap(({ permissions }) => permissions.map((one) => one.resourceType)));
  for (const place of facts.scopes)
    for (const resourceType of types)
      for (const action of permissionActions) {
        const giving = paths.filter((path) => oracle.gives(path, resourceType, action));
        if (oracle.stateOf(giving, place) === 'whole') found.add(`${action} ${resourceType} ${keyOf(place)}`);
      }
  return found;
}

/** The same from shares, which count at their place and below. */
function spread(facts: AccessFacts, shares: readonly AccessShare[]): Set<string> {
  const found = new Set<string>();
  for (const { place, except, rows } of shares) {
    const left = new Set(except.flatMap((one) => below(facts, one)));
    for (const scope of below(facts, place).filter((one) => !left.has(one)))
      for (const { resourceType, actions } of rows)
        for (const action of actions) found.add(`${action} ${resourceType} ${scope}`);
  }
  return found;
}

const words = (texts: Iterable<string>): string => [...texts].toSorted().join('\n');
const minus = (left: ReadonlySet<string>, right: ReadonlySet<string>): string[] =>
  [...left].filter((one) => !right.has(one));

/** Why not, what if, comparisons, gifts and follow-ups against the oracle, for one tenant. */
export function compareAccessChanges(withClusters: AccessFacts, seed: number): Agreement {
  // A hypothesis gives a whole rule; what a user of 2.13 is permitted is not part of one.
  const { permittedClusters: _permitted, ...facts } = withClusters;
  const next = seededNumbers(seed ^ 0xc4a);
  const oracle = new AccessOracle(facts);
  const world = worldOfFacts(facts);
  const engine = answerAccess(() => world);
  const { gates } = facts;
  const subjects = oracle.subjects();
  const differences: string[] = [];
  let compared = 0;
  const expect = (what: string, found: string | number, expected: string | number): void => {
    compared += 1;
    if (found !== expected) differences.push(`seed ${seed}: ${what}: ${found} instead of ${expected}`);
  };
  // Only people are known whatever the capitals.
  const wordsFor = ({ type, id }: Ref): string => `${type} ${type === 'user' ? foldEmail(id) : id}`;

  const hypotheses = someHypotheses(facts, next, subjects);
  const later = supposedFacts(facts, hypotheses);
  const laterOracle = new AccessOracle(later);
  const answer = engine.whatIf({ hypotheses, pending: 'leave', gates, from: 0, to: 10_000 });
  const told = new Map(answer.subjects.map((one) => [wordsFor(one.subject), one]));
  const everybody = new Map([...subjects, ...laterOracle.subjects()].map((one) => [wordsFor(one), one]));
  const stated = JSON.stringify(hypotheses);
  let [gaining, losing] = [0, 0];
  for (const subject of everybody.values()) {
    const before = subjects.some((one) => wordsFor(one) === wordsFor(subject))
      ? everything(facts, oracle, subject)
      : new Set<string>();
    const removed = hypotheses.some(
      (one) => one.kind === 'remove-subject' && keyOf(one.subject) === keyOf(subject),
    );
    const now = removed ? new Set<string>() : everything(later, laterOracle, subject);
    const one = told.get(wordsFor(subject));
    expect(
      `gained by ${wordsFor(subject)} if ${stated}`,
      words(spread(facts, one?.gained ?? [])),
      words(minus(now, before)),
    );
    expect(
      `lost by ${wordsFor(subject)} if ${stated}`,
      words(spread(facts, one?.lost ?? [])),
      words(minus(before, now)),
    );
    gaining += Number(minus(now, before).length > 0);
    losing += Number(minus(before, now).length > 0);
    for (const kept of spread(facts, one?.kept ?? []))
      expect(
        `kept by ${wordsFor(subject)} if ${stated}: ${kept}`,
        String(before.has(kept) && now.has(kept)),
        'true',
      );
  }

  expect(`so many gain if ${stated}`, answer.gaining, gaining);
  expect(`so many lose if ${stated}`, answer.losing, losing);

  // Open changes of roles alone: they touch no rule, and yet those who hold such a role gain and lose.
  const edited = { ...facts, roles: laterRoles(facts, next) };
  const [asIs, asItWillBe] = [facts, edited].map((each) => {
    const made = worldOfFacts(each);
    // A mirror's two worlds have users by the same numbers; other ones are compared one by one.
    const numberedBy = seed % 4 === 0 ? made.actors.numberedBy : facts;
    return { ...made, pending: [], actors: { ...made.actors, numberedBy } };
  });
  if (asIs === undefined || asItWillBe === undefined) throw new Error('two worlds');
  const counted = answerAccess((question) => (question.as === 'tenant' ? asIs : asItWillBe)).whatIf({
    hypotheses: [],
    pending: 'count',
    gates,
    from: 0,
    to: 10_000,
  });
  const editedOracle = new AccessOracle(edited);
  for (const subject of subjects) {
    const [before, now] = [everything(facts, oracle, subject), everything(edited, editedOracle, subject)];
    const one = counted.subjects.find((each) => wordsFor(each.subject) === wordsFor(subject));
    const what = `by ${wordsFor(subject)} once roles are as they will be`;
    expect(`gained ${what}`, words(spread(facts, one?.gained ?? [])), words(minus(now, before)));
    expect(`lost ${what}`, words(spread(facts, one?.lost ?? [])), words(minus(before, now)));
  }

  for (let round = 0; round < 3 && subjects.length > 1; round += 1) {
    const [left, right] = [subjects[next(subjects.length)], subjects[next(subjects.length)]];
    if (left === undefined || right === undefined) continue;
    const found = engine.compare({ left, right, scope: null, as, gates });
    const [mine, theirs] = [everything(facts, oracle, left), everything(facts, oracle, right)];
    const pair = `${wordsFor(left)} and ${wordsFor(right)}`;
    expect(`only the first of ${pair}`, words(spread(facts, found.onlyLeft)), words(minus(mine, theirs)));
    expect(`only the second of ${pair}`, words(spread(facts, found.onlyRight)), words(minus(theirs, mine)));
    // Given what is planned, and leaving aside what gates the person itself, nothing is missing any more.
    const useful = found.toRight.filter(({ redundant }) => !redundant);
    const gifts = useful.map(({ roleId, place }): Hypothesis => {
      const scope = facts.scopes.find(({ type, id }) => type === place.type && id === place.id);
      return {
        kind: 'give',
        subject: right,
        roleId,
        scope: { type: scope?.type ?? 'project', id: place.id },
      };
    });
    const given = everything(facts, new AccessOracle(supposedFacts(facts, gifts)), right);
    const gated =
      oracle.pathsOf(right).some(({ gates: all }) => all.includes('subject-unseen')) ||
      facts.serviceAccounts.some(({ clientId, enabled }) => clientId === right.id && !enabled);
    if (!gated && right.type !== 'robot')
      expect(`missing after giving, of ${pair}`, words(minus(mine, given)), '');
  }

  for (let round = 0; round < 4 && subjects.length > 0; round += 1) {
    const subject = subjects[next(subjects.length)];
    const type = facts.roles.flatMap(({ permissions }) => permissions)[next(6)]?.resourceType;
    const place = next(3) === 0 ? null : (facts.scopes[next(facts.scopes.length)] ?? null);
    if (subject === undefined || type === undefined) continue;
    const action: PermissionAction = permissionActions[next(4)] ?? 'read';
    const scope = place === null ? null : { type: place.type, id: place.id };
    const found = engine.explain({ subject, resourceType: type, action, scope, as, gates });
    const giving = oracle.pathsOf(subject).filter((path) => oracle.gives(path, type, action));
    const state = oracle.stateOf(giving, place);
    const what = `why ${wordsFor(subject)} ${action} ${type} at ${place?.id ?? 'anywhere'}`;
    expect(what, found.state, state);
    expect(`${what}: paths`, found.paths.length, giving.filter((path) => oracle.touches(path, place)).length);
    expect(`${what}: something is missing`, String(found.missing.length > 0), String(state !== 'whole'));
    expect(
      `${what}: a gate is told`,
      String(found.missing[0]?.kind === 'dormant'),
      String(
        state === 'dormant' ||
          // What holds in no cluster is missing at each place.
          (state !== 'whole' && giving.some((path) => path.gates.includes('no-cluster'))) ||
          (state === 'part' && giving.some((path) => path.gates.length > 0 && oracle.touches(path, place))),
      ),
    );
  }

  const matrix = engine.matrix({ as, types: null, from: 0, to: 10_000, gates });
  const letters = { whole: 'w', part: 'p', dormant: 'd', none: '.' };
  for (const { subject, cells } of matrix.rows) {
    const all = oracle.pathsOf(subject);
    const expected = matrix.resourceTypes.map(({ resourceType }) =>
      permissionActions
        .map((action) => {
          const giving = all.filter((path) => oracle.gives(path, resourceType, action));
          return letters[oracle.stateOf(giving, null)];
        })
        .join(''),
    );
    expect(`the row of ${wordsFor(subject)}`, cells, expected.join(''));
  }

  const tasks = engine.followUps({ as, kinds: null, subject: null, from: 0, to: 10_000, gates });
  const researchers = subjects.filter((subject) => {
    const own = oracle
      .pathsOf(subject)
      .filter(({ rule, gates: all }) => isResearcher(facts, rule) && !all.includes('rule-leaving'));
    return (
      own.some(({ via, gates: all }) => via === 'direct' && all.includes('no-project')) &&
      oracle
        .pathsOf(subject)
        .filter(({ rule }) => isResearcher(facts, rule))
        .every(({ gates: all }) => all.includes('no-project'))
    );
  });
  expect(
    'researchers without a project',
    words(
      tasks.rows
        .filter(({ kind }) => kind === 'researcher-without-project')
        .map(({ subject }) => wordsFor(subject)),
    ),
    words(researchers.map((one) => wordsFor(one))),
  );
  return { compared, differences };
}

const isResearcher = (facts: AccessFacts, rule: AccessRule): boolean =>
  (facts.roles.find(({ id }) => id === rule.roleId)?.name ?? rule.roleName) === 'L1 researcher';
