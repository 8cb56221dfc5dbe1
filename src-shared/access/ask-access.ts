import type { ScopeRef } from '../domain/scope.ts';
import { RolebookError } from '../errors/rolebook-error.ts';
import type {
  AccessSubjectRef,
  SubjectAccess,
  SubjectQuestion,
  WhoCan,
  WhoCanQuestion,
} from '../ipc/access-contract.ts';
import type { AccessWorld } from './access-world.ts';
import type { TenantGates } from './gates.ts';
import { subjectAccess } from './subject-access.ts';
import { whoCan } from './who-can.ts';

/** A question as the mirror takes it: with what is known about the tenant beside its facts. */
export type Gated<Question> = Question & { readonly gates: TenantGates };

/** Questions about access, each answered by a mirror. */
export interface AccessQuestions {
  subject(question: Gated<SubjectQuestion>): Promise<SubjectAccess>;
  whoCan(question: Gated<WhoCanQuestion>): Promise<WhoCan>;
}

/** The same, answered at once by a world for each question. */
export function answerAccess(worldFor: (question: Gated<Pick<SubjectQuestion, 'as'>>) => AccessWorld): {
  readonly [Name in keyof AccessQuestions]: (
    question: Parameters<AccessQuestions[Name]>[0],
  ) => Awaited<ReturnType<AccessQuestions[Name]>>;
} {
  return {
    subject(question) {
      const world = worldFor(question);
      return subjectAccess(world, actorOf(world, question.subject), placeOf(world, question.scope));
    },
    whoCan(question) {
      const world = worldFor(question);
      return whoCan(world, question, placeOf(world, question.scope));
    },
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
