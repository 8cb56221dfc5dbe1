import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

function refusal(reason: string, message: string, hint: string | null = null): RolebookError {
  return new RolebookError({ kind: 'conflict', origin: 'main', reason, message, hint });
}

/** States of a change of which nothing can have reached the tenant. */
export const unsent: readonly Change['state'][] = ['pending', 'blocked'];

/** Whether the tenant answered to a change that it does not do it: then nothing of it was made there. */
const wasRefused = ({ state, conflict }: Change): boolean =>
  state === 'rejected' || (state === 'conflict' && conflict?.kind !== 'password-not-received');

/** Why a set of which some changes are not only waiting cannot be taken back as one step; null where it can. */
export function whyNotTakenBack(alive: readonly Change[]): RolebookError | null {
  const stuck = alive.filter(({ state }) => !unsent.includes(state));
  const [first] = stuck;
  if (first === undefined) return null;
  const title = first.groupTitle;
  return stuck.every(wasRefused)
    ? refusal(
        'needs-decision',
        `“${title}” needs your decision: nothing of it was made, but the tenant was asked already, so it is not undone as a step.`,
        'Discard it under Changes, or decide there what is to become of it.',
      )
    : refusal(
        'change-already-sent',
        `“${title}” was sent already, at least in part, so it cannot be undone here.`,
        'Do the opposite instead.',
      );
}

/** There is no such set. */
export const unknownStep = (): RolebookError =>
  new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'change-unknown',
    message: 'There is no such step to undo.',
  });

/** What it needs was taken back and stays so. */
export const needsTakenBack = (title: string, parent: Change): RolebookError =>
  refusal(
    'needs-taken-back',
    `“${title}” needs “${titleOf(parent.edit)}”, which was taken back, so it cannot be brought back by itself.`,
    'Make it again once what it needs is there.',
  );

/** It waits, or whatever else it does: it is there. */
export const notTakenBack = (title: string): RolebookError =>
  refusal('not-taken-back', `“${title}” was not taken back, so there is nothing to bring back.`);

/** It reached the tenant. */
export const wasSent = (title: string): RolebookError =>
  refusal(
    'change-already-sent',
    `“${title}” was sent already, so there is nothing to bring back.`,
    'Do the opposite instead.',
  );

/** Something else was done between looking and saving. */
export const movedOn = (): RolebookError =>
  new RolebookError({
    kind: 'conflict',
    origin: 'main',
    reason: 'change-taken-back',
    retryable: true,
    message: 'What this is about changed in the meantime, so nothing was brought back.',
    hint: 'Look at what is there now, then do it again.',
  });

/** Somebody wished the very same since. */
export const wishedAgain = (title: string): RolebookError =>
  refusal('wished-again', `“${title}” waits already: the same was asked for again since.`);

/** What took its place comes back with it. */
export const madeWayBeside = (title: string, other: Change): RolebookError =>
  refusal('made-way', `“${title}” made way for “${titleOf(other.edit)}”, which comes back instead.`);

/** Once is all. */
export const broughtBack = (title: string): RolebookError =>
  refusal('brought-back-already', `“${title}” was brought back already.`);

/** A plan brought the same since. */
export const cameAgain = (title: string): RolebookError =>
  refusal('came-again', `“${title}” came again with a plan since, so it cannot be brought back beside that.`);

/** What took its place is there. */
export function madeWay(title: string, there: Change): RolebookError {
  const way = `“${title}” made way for “${there.groupTitle}”`;
  const beside = 'so it cannot be brought back beside it.';
  if (unsent.includes(there.state))
    return refusal(
      'made-way',
      `${way}, which waits to be sent, ${beside}`,
      'Take that back first: what made way for it comes back then.',
    );
  return wasRefused(there)
    ? refusal(
        'made-way',
        `${way}, which needs your decision, ${beside}`,
        'Discard that under Changes first, then bring this back.',
      )
    : refusal('made-way', `${way}, which was sent already, ${beside}`, 'Do the opposite instead.');
}

/** What it had taken the place of is there again, or something else in that place. */
export function cameBack(title: string, former: Change, there: Change): RolebookError {
  const isItself = there.groupTitle === former.groupTitle;
  return refusal(
    'came-back',
    `“${title}” had taken the place of “${former.groupTitle}”, which was brought back since${isItself ? '' : ` and became “${there.groupTitle}”`}, so it cannot come back beside it.`,
    'Change what is there now.',
  );
}
