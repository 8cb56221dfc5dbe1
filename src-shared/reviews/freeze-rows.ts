import type { AccessWorld } from '../access/access-world.ts';
import type { Reviewer, ReviewRow } from '../domain/review.ts';
import { assignReviewers, namedReviewers } from './assign-reviewers.ts';
import type {
  Frozen,
  FreezeQuestion,
  OpenRow,
  ReviewerShare,
  RosterQuestion,
  RosterRow,
} from './freeze-question.ts';
import { inPopulation } from './in-population.ts';
import { makeControls } from './make-controls.ts';
import { effectOf } from './row-effect.ts';
import { hintsIn, instantOrNull } from './row-hints.ts';
import { isPrivileged, type RuleFacts, rulesOfWorld, tiersOf } from './rule-facts.ts';

/** Rows that were frozen, with what is told of them. */
export interface FrozenRows {
  readonly told: Omit<Frozen, 'id'>;
  readonly rows: readonly ReviewRow[];
}

/** Whether the tenant says when somebody signed in last: it does when it does so of anybody. */
function signInsKnown(world: AccessWorld): (actor: number) => boolean {
  const told = (kind: readonly number[]): boolean => {
    for (let actor = 0; actor < world.actors.count; actor += 1)
      if (kind.includes(world.actors.kinds[actor] ?? 3) && world.subject(actor).lastLogin !== null)
        return true;
    return false;
  };
  const known = [told([0]), false, told([2]), false];
  return (actor) => known[world.actors.kinds[actor] ?? 3] === true;
}

/** A rule as a row. */
function rowOf(
  world: AccessWorld,
  rule: RuleFacts,
  about: {
    readonly tier: ReviewRow['role']['tier'];
    readonly privileged: boolean;
    readonly signInKnown: boolean;
    readonly hints: ReviewRow['hints'];
  },
): OpenRow {
  const { type, id, label, lastLogin } = world.subject(rule.actor);
  const role = world.roles[rule.role];
  const place = world.places.describe(rule.place);
  const name = place?.name ?? (rule.scope.name || rule.scope.id);
  return {
    id: String(rule.id),
    subject: { type, id, name: label },
    role: { id: String(role?.id ?? 0), name: role?.name ?? '', tier: about.tier },
    scope: {
      type: rule.scope.type,
      id: rule.scope.id,
      name,
      path: [...(place?.path ?? []), name].join(' / '),
    },
    privileged: about.privileged,
    grantedBy: rule.grantedBy === '' ? null : rule.grantedBy,
    grantedAt: instantOrNull(rule.since),
    lastSignIn: about.signInKnown ? instantOrNull(lastLogin) : null,
    signInKnown: about.signInKnown,
    hints: about.hints,
    effect: effectOf(world, rule),
  };
}

function sharesOf(rows: readonly ReviewRow[], names: ReadonlyMap<string, Reviewer>): ReviewerShare[] {
  const shares = new Map<string, { rows: number; privileged: number }>();
  for (const { reviewers, privileged } of rows)
    for (const id of reviewers) {
      const share = shares.get(id) ?? { rows: 0, privileged: 0 };
      shares.set(id, share);
      share.rows += 1;
      share.privileged += Number(privileged);
    }
  return [...shares]
    .map(([id, share]) => ({ reviewer: names.get(id) ?? { id, name: id }, ...share }))
    .sort((one, other) => (one.reviewer.id < other.reviewer.id ? -1 : 1));
}

/**
 * Freezes the rows of a campaign: every rule of the population as it is, with hints, with what revoking it would take away
 * and with who decides it; controls stand among them. Rows that are alike lie together: by place, role, then subject.
 */
export function freezeRows(world: AccessWorld, question: Omit<FreezeQuestion, 'gates' | 'keep'>): FrozenRows {
  const rules = rulesOfWorld(world);
  const tiers = tiersOf(world);
  const privileged = (rule: RuleFacts): boolean => isPrivileged(tiers[rule.role], rule.scope.type);
  const chosen = rules.filter(inPopulation(world, question.population, privileged));
  const named = namedReviewers(question.reviewers);
  const controls = makeControls(world, {
    rules,
    chosen,
    tiers,
    chances: question.chances,
    spared: new Set(named.keys()),
  });
  const name = (rule: RuleFacts): string => world.roles[rule.role]?.name ?? '';
  const ordered = [...chosen, ...controls].sort(
    (one, other) =>
      (one.place < 0 ? Number.MAX_SAFE_INTEGER : one.place) -
        (other.place < 0 ? Number.MAX_SAFE_INTEGER : other.place) ||
      (one.scope.id < other.scope.id ? -1 : one.scope.id > other.scope.id ? 1 : 0) ||
      (name(one) < name(other) ? -1 : name(one) > name(other) ? 1 : 0) ||
      one.role - other.role ||
      (world.label(one.actor) < world.label(other.actor)
        ? -1
        : world.label(one.actor) > world.label(other.actor)
          ? 1
          : 0) ||
      one.id - other.id,
  );
  const assignable = ordered.map((rule) => ({
    rule,
    subjectId: world.subject(rule.actor).id,
    privileged: privileged(rule),
  }));
  const { reviewers, problems } = assignReviewers(world, assignable, question.reviewers, question.fourEyes);
  const known = signInsKnown(world);
  const hints = hintsIn(world, rules, { reviewed: new Set(question.reviewed), signInKnown: known });
  const rows = ordered.map((rule, at) => ({
    ...rowOf(world, rule, {
      tier: tiers[rule.role] ?? 'viewer',
      privileged: privileged(rule),
      signInKnown: known(rule.actor),
      hints: hints(rule),
    }),
    reviewers: [...(reviewers[at] ?? [])],
  }));
  return {
    told: {
      rows: rows.length,
      privileged: rows.filter((row) => row.privileged).length,
      reviewers: sharesOf(rows, named),
      controls: controls.map(({ id }) => String(id)).sort(),
      problems: [...(chosen.length === 0 ? ['No access rule is in this review.'] : []), ...problems],
      asOf: world.asOf,
    },
    rows,
  };
}

/** The rules that a campaign’s rows are held against later, sorted by id. */
export function rosterOf(
  world: AccessWorld,
  { population, subjects }: Omit<RosterQuestion, 'gates'>,
): RosterRow[] {
  const tiers = tiersOf(world);
  const isIn = inPopulation(world, population, (rule) => isPrivileged(tiers[rule.role], rule.scope.type));
  const frozen = new Set(subjects.map(([type, id]) => world.find(type, id)));
  return rulesOfWorld(world)
    .filter((rule) => frozen.has(rule.actor) || isIn(rule))
    .map(({ id, actor, role, scope }) => {
      const subject = world.subject(actor);
      return {
        id: String(id),
        subject: { type: subject.type, id: subject.id },
        role: { id: String(world.roles[role]?.id ?? 0) },
        scope: { type: scope.type, id: scope.id },
      };
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}
