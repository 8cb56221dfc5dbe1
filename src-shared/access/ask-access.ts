import type { ScopeRef } from '../domain/scope.ts';
import { RolebookError } from '../errors/rolebook-error.ts';
import type {
  AccessSubjectRef,
  SubjectAccess,
  SubjectQuestion,
  WhoCan,
  WhoCanQuestion,
} from '../ipc/access-contract.ts';
import type {
  CompareQuestion,
  Comparison,
  ExplainQuestion,
  Explanation,
  FollowUps,
  FollowUpsQuestion,
  WhatIf,
  WhatIfQuestion,
} from '../ipc/access-why-contract.ts';
import type { ReviewRow } from '../domain/review.ts';
import type {
  FreezeQuestion,
  Frozen,
  FrozenWindow,
  Roster,
  RosterQuestion,
  RosterRow,
} from '../reviews/freeze-question.ts';
import { freezeRows, rosterOf } from '../reviews/freeze-rows.ts';
import { createShelf } from './shelf.ts';
import type { AccessWorld } from './access-world.ts';
import type { AccessMatrix, MatrixQuestion } from '../ipc/access-matrix-contract.ts';
import { compareAccess } from './compare-access.ts';
import { followUps } from './follow-ups.ts';
import type { TenantGates } from './gates.ts';
import { subjectAccess } from './subject-access.ts';
import { type OpenWorlds, openWorlds } from './pending-differences.ts';
import { whatIf } from './what-if.ts';
import { whoCan } from './who-can.ts';
import { accessMatrix, type WholeMatrix, wholeMatrix } from './whole-matrix.ts';
import { explain } from './why-not.ts';

/** A question as the mirror takes it: with what is known about the tenant beside its facts. */
export type Gated<Question> = Question & { readonly gates: TenantGates };

/** Questions about access, each answered by a mirror. */
export interface AccessQuestions {
  subject(question: Gated<SubjectQuestion>): Promise<SubjectAccess>;
  whoCan(question: Gated<WhoCanQuestion>): Promise<WhoCan>;
  explain(question: Gated<ExplainQuestion>): Promise<Explanation>;
  whatIf(question: Gated<WhatIfQuestion>): Promise<WhatIf>;
  compare(question: Gated<CompareQuestion>): Promise<Comparison>;
  followUps(question: Gated<FollowUpsQuestion>): Promise<FollowUps>;
  matrix(question: Gated<MatrixQuestion>): Promise<AccessMatrix>;
  /** What a campaign would be frozen from, as the tenant is; its rows, where kept, are asked for in windows. */
  freeze(question: FreezeQuestion): Promise<Frozen>;
  /** Null when others were frozen since, or none are kept any more. */
  frozenRows(window: FrozenWindow): Promise<readonly ReviewRow[] | null>;
  /** Which rules a campaign’s rows are held against, as the tenant is. */
  roster(question: RosterQuestion): Promise<Roster>;
  /** See {@link AccessQuestions.frozenRows}. */
  rosterRows(window: FrozenWindow): Promise<readonly RosterRow[] | null>;
}

/** The same, answered at once by a world for each question. */
export function answerAccess(worldFor: (question: Gated<Pick<SubjectQuestion, 'as'>>) => AccessWorld): {
  readonly [Name in keyof AccessQuestions]: (
    question: Parameters<AccessQuestions[Name]>[0],
  ) => Awaited<ReturnType<AccessQuestions[Name]>>;
} {
  const matrices = new WeakMap<AccessWorld, WholeMatrix>();
  const pairs = new WeakMap<AccessWorld, OpenWorlds>();
  const pairOf = (tenant: AccessWorld, later: AccessWorld): OpenWorlds => {
    if (tenant === later) return openWorlds(tenant, later);
    const known = pairs.get(later);
    const pair = known?.tenant === tenant ? known : openWorlds(tenant, later);
    pairs.set(later, pair);
    return pair;
  };
  const frozen = createShelf<ReviewRow>();
  const rosters = createShelf<RosterRow>();
  return {
    subject(question) {
      const world = worldFor(question);
      return subjectAccess(world, actorOf(world, question.subject), placeOf(world, question.scope));
    },
    whoCan(question) {
      const world = worldFor(question);
      return whoCan(world, question, placeOf(world, question.scope));
    },
    explain(question) {
      const world = worldFor(question);
      return explain(world, actorOf(world, question.subject), question, placeOf(world, question.scope));
    },
    whatIf(question) {
      const { gates, pending } = question;
      const later = worldFor({ as: pending === 'leave' ? 'tenant' : 'with-changes', gates });
      const tenant = pending === 'count' ? worldFor({ as: 'tenant', gates }) : later;
      return whatIf(pairOf(tenant, later), question);
    },
    compare(question) {
      const world = worldFor(question);
      const [left, right] = [actorOf(world, question.left), actorOf(world, question.right)];
      return compareAccess(world, left, right, placeOf(world, question.scope));
    },
    followUps(question) {
      const world = worldFor(question);
      const only = question.subject === null ? null : actorOf(world, question.subject);
      return followUps(world, question, only);
    },
    matrix(question) {
      const world = worldFor(question);
      const matrix = matrices.get(world) ?? wholeMatrix(world);
      matrices.set(world, matrix);
      return accessMatrix(world, matrix, question);
    },
    freeze({ gates, keep, ...question }) {
      const { told, rows } = freezeRows(worldFor({ as: 'tenant', gates }), question);
      return { id: keep ? frozen.keep(rows) : 0, ...told };
    },
    frozenRows: (window) => frozen.take(window),
    roster({ gates, ...question }) {
      const world = worldFor({ as: 'tenant', gates });
      const rows = rosterOf(world, question);
      return { id: rosters.keep(rows), rows: rows.length, asOf: world.asOf };
    },
    rosterRows: (window) => rosters.take(window),
  };
}

function actorOf(world: AccessWorld, { type, id }: AccessSubjectRef): number {
  const actor = world.find(type, id);
  if (actor >= 0) return actor;
  throw new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'subject-unknown',
    message: `Neither the tenant nor an access rule knows “${id}”.`,
    hint: 'Sync, then look for it again.',
  });
}

function placeOf(world: AccessWorld, scope: ScopeRef | null): number {
  if (scope === null) return -1;
  const place = world.places.find(scope.type, scope.id);
  if (place >= 0) return place;
  throw new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'scope-unknown',
    message: `There is no ${scope.type} ${scope.id} in the local copy.`,
    hint: 'Sync, then choose again.',
  });
}
