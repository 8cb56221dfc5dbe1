import { originOf } from '../../../src-shared/changes/change-origin.ts';
import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { Outbox } from '../../db/outbox.ts';
import { aliveOf } from './made-way.ts';

/** How what is here already stands, and what to do where it is wanted all the same. */
const standing: Readonly<Record<Exclude<Change['state'], 'cancelled'>, string>> = {
  pending: 'waits here already.',
  sending: 'is being sent from here.',
  unknown: 'was sent from here; its outcome is open.',
  conflict: 'is here already, and waits for your decision.',
  blocked: 'is here already, and is held up.',
  rejected: 'is here already; the tenant refused it. Try it again, or discard it.',
  done: 'went through from here already. Where it is wanted once more, make it anew.',
};

const standsHere = ({ state }: Change, what: string): string | null =>
  state === 'cancelled' ? null : `${what} ${standing[state]}`;

/**
 * Why a change that a plan brings is not taken over: it was made here, or taken over before, and it or what took its place is
 * here still, or was sent. What was seen says nothing of that: a new password changes none of it. What was taken back may come
 * again. Null where nothing of it is here.
 */
export function hereAlready(origin: string, outbox: Pick<Outbox, 'get' | 'ofOrigin'>): string | null {
  for (const change of outbox.ofOrigin(origin)) {
    const [there] = aliveOf(change, outbox);
    if (there === undefined) continue;
    return standsHere(
      there,
      originOf(there.id) === origin ? 'It' : `“${titleOf(there.edit)}”, which took its place,`,
    );
  }
  return null;
}

/** Why what a plan wishes is not taken over beside an open change that asks for the same, whoever made that; null for no such. */
export function askedAlready(wanted: Edit, { open }: Pick<Outbox, 'open'>): string | null {
  const there = open().find(({ edit }) => asksTheSame(edit, wanted));
  return there === undefined ? null : standsHere(there, 'The same');
}

/**
 * Whether both ask for what may be there once only: a second secret for the same would void what the first has just given out,
 * and a rule that is given already shows nowhere while the deletion of its user waits.
 */
export function asksTheSame(one: Edit, other: Edit): boolean {
  switch (one.kind) {
    case 'user.reset-password':
      return other.kind === one.kind && one.userId === other.userId;
    case 'service-account.rotate':
      return other.kind === one.kind && one.id === other.id;
    case 'rule.create':
      return (
        other.kind === one.kind &&
        one.subject.type === other.subject.type &&
        foldEmail(one.subject.id) === foldEmail(other.subject.id) &&
        one.roleId === other.roleId &&
        one.scope.type === other.scope.type &&
        one.scope.id === other.scope.id
      );
    default:
      return false;
  }
}
