import type { RoleContent } from '../../../src-shared/changes/merge-role.ts';
import { isRoleClash } from '../../../src-shared/changes/role-clash.ts';
import type { Base, Change, Edit, ResolutionChoice } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { checkRoleName } from '../../../src-shared/rules/role-rules.ts';
import { checkServiceAccountName } from '../../../src-shared/rules/subject-name-rules.ts';
import type { ChangePatch, ChangeStep, NewChange, OutboxCommit } from '../../db/outbox.ts';
import { descendantsOf, freedWith, NEEDS_OTHER } from './dependents.ts';
import { withSubject } from './follow-email.ts';
import { choiceRow } from './journal-rows.ts';
import { lostReplyOf } from './lost-reply.ts';
import { mayHappen, nextState } from './next-state.ts';
import type { OpenChanges } from './open-changes.ts';
import { resultOf } from './outcome.ts';

/** What the admin may answer to a change, in the order in which it is offered; none where nothing is asked. */
export function choicesOf(
  change: Pick<Change, 'state' | 'edit' | 'conflict' | 'error'>,
): readonly ResolutionChoice[] {
  switch (change.state) {
    case 'conflict':
      return change.conflict?.choices ?? ['take-theirs'];
    case 'rejected':
      return isCreate(change.edit) ? ['edit', 'try-again', 'take-theirs'] : ['try-again', 'take-theirs'];
    case 'blocked':
      return change.error?.reason === NEEDS_OTHER ? ['take-theirs'] : ['try-again', 'take-theirs'];
    case 'unknown':
      // It is read at the tenant until that tells; until then nothing may be sent again.
      return ['take-theirs'];
    default:
      return [];
  }
}

/** What an answer needs to become steps. */
export interface AnswerContext {
  readonly open: OpenChanges;
  readonly actor: string;
  /** For the change that issues a new secret. */
  readonly newId: () => string;
  readonly email: string | undefined;
  readonly name: string | undefined;
  /** For a changed role that others changed too: what it is to be instead, see {@link EditedRole}. */
  readonly role?: EditedRole | undefined;
}

/** A change of a role as it was edited over what the tenant has by now. */
export interface EditedRole {
  readonly content: RoleContent;
  /** What the tenant had, as it was shown: what others change after it is a conflict again. */
  readonly base: Base;
  readonly acknowledged: readonly string[];
  /** Waits until the user sends it. */
  readonly held: boolean;
}

/**
 * The commit that an answer of the admin comes to. Throws `input` where the choice is not offered, or its new e-mail or name
 * cannot be. Nothing is sent by it. Pure but for the new id.
 */
export function answer(change: Change, choice: ResolutionChoice, context: AnswerContext): OutboxCommit {
  if (choice === 'edit' && context.role !== undefined) return editedRole(change, context.role, context);
  if (!choicesOf(change).includes(choice)) throw notOffered();
  switch (choice) {
    case 'try-again':
      return again(change, choice, context, {});
    case 'keep-mine':
      return again(change, choice, context, keptBase(change));
    case 'edit':
      return edited(change, context);
    case 'use-existing':
      return settledAsThere(
        change,
        choice,
        context,
        change.edit.kind === 'role.create'
          ? 'It uses the role that was there'
          : 'It uses the account that was there',
        [],
      );
    case 'issue-new':
      return issueNew(change, context);
    case 'another-role':
    case 'another-scope':
      // Another rule, planned and checked like every new one (services/changes/choose-another.ts).
      throw notOffered();
    case 'take-theirs':
      return isCreate(change.edit) && change.conflict?.kind === 'password-not-received'
        ? settledAsThere(change, choice, context, 'It was made; its password was not received', [])
        : dropped(change, choice, context, []);
  }
}

const isCreate = (edit: Edit): boolean =>
  edit.kind === 'user.create' || edit.kind === 'service-account.create' || edit.kind === 'role.create';

function again(change: Change, choice: string, context: AnswerContext, patch: ChangePatch): OutboxCommit {
  const state = nextState(change.state, 'again');
  // That a reply was lost once is not forgotten: it decides how a later refusal is understood.
  const error = lostReplyOf(change);
  const step: ChangeStep = {
    id: change.id,
    from: [change.state],
    patch: { conflict: null, error, attempts: 0, nextAt: null, ...patch, state },
  };
  return {
    steps: [step, ...freedWith(change.id, context.open)],
    journal: [choiceRow(context.actor, change, choice, 'again')],
  };
}

/** The admin has seen theirs: that is the new base, and what changes after it is a conflict again. */
function keptBase({ base, conflict }: Change): ChangePatch {
  if (conflict?.kind !== 'changed-since' || conflict.fields.length === 0 || base === null)
    return { waived: true };
  const seen = Object.fromEntries(conflict.fields.map(({ field, theirs }) => [field, theirs]));
  return { base: { ...base, fields: { ...base.fields, ...seen } } };
}

function edited(change: Change, context: AnswerContext): OutboxCommit {
  const { edit } = change;
  if (edit.kind === 'user.create') {
    const email = (context.email ?? '').trim();
    refuse(checkEmail(email));
    return withSubject(
      again(change, 'edit', context, {
        edit: { ...edit, email },
        // Of another one no reply was ever lost.
        ...(foldEmail(email) === foldEmail(edit.email) ? {} : { error: null }),
      }),
      edit.email,
      email,
      change,
      context.open,
    );
  }
  if (edit.kind === 'service-account.create') {
    const name = (context.name ?? '').trim();
    refuse(checkServiceAccountName(name, []));
    return again(change, 'edit', context, calledOtherwise(edit, name));
  }
  if (edit.kind === 'role.create' || edit.kind === 'role.update') {
    const name = (context.name ?? '').trim();
    refuse(checkRoleName(name, []));
    return again(change, 'edit', context, calledOtherwise(edit, name));
  }
  throw notOffered();
}

/** Mine, changed over theirs, which are its new base; its own set and its own place stay. */
function editedRole(
  change: Change,
  { content, base, acknowledged, held }: EditedRole,
  context: AnswerContext,
): OutboxCommit {
  if (!isRoleClash(change)) throw notOffered();
  return again(change, 'edit', context, {
    edit: { ...change.edit, ...content },
    base,
    acknowledged: [...acknowledged],
    held,
    waived: false,
  });
}

/** Of what is called otherwise no reply was ever lost. */
const calledOtherwise = <E extends Extract<Edit, { name: string }>>(edit: E, name: string): ChangePatch => ({
  edit: { ...edit, name },
  ...(name === edit.name ? {} : { error: null }),
});

/** Done, as the account that is there; what needs it goes on with that. */
function settledAsThere(
  change: Change,
  choice: string,
  context: AnswerContext,
  note: string,
  add: readonly NewChange[],
): OutboxCommit {
  const told = new Map(change.conflict?.fields.map(({ field, theirs }) => [field, theirs]));
  const clientId = told.get('clientId');
  const result = resultOf(choice === 'use-existing' ? 'already' : 'found', {
    serverId: change.conflict?.existingId ?? null,
    clientId: typeof clientId === 'string' ? clientId : null,
    note,
  });
  const step: ChangeStep = {
    id: change.id,
    from: [change.state],
    patch: { state: nextState(change.state, 'confirmed'), conflict: null, error: null, nextAt: null, result },
  };
  const commit: OutboxCommit = {
    add,
    steps: [step, ...freedWith(change.id, context.open)],
    journal: [choiceRow(context.actor, change, choice, 'done')],
  };
  const email = told.get('email');
  if (change.edit.kind !== 'user.create' || typeof email !== 'string') return commit;
  return withSubject(commit, change.edit.email, email, change, context.open);
}

function issueNew(change: Change, context: AnswerContext): OutboxCommit {
  const { edit, conflict } = change;
  const { groupId, groupTitle, binding, acknowledged } = change;
  const make = (wanted: Edit): NewChange => ({
    id: context.newId(),
    groupId,
    groupTitle,
    binding,
    acknowledged,
    edit: wanted,
    base: null,
    dependsOn: [],
    held: false,
  });
  const there = conflict?.existingId ?? null;
  const clientId = conflict?.fields.find(({ field }) => field === 'clientId')?.theirs;
  const note = 'It was made; a new password is issued for it';
  // Another call, hence another change: the one that lost its reply is never sent a second time (I2, I18).
  if (edit.kind === 'user.create' && there !== null)
    return settledAsThere(change, 'issue-new', context, note, [
      make({ kind: 'user.reset-password', userId: there, email: edit.email }),
    ]);
  if (edit.kind === 'service-account.create' && there !== null && typeof clientId === 'string')
    return settledAsThere(change, 'issue-new', context, note, [
      make({ kind: 'service-account.rotate', id: there, name: edit.name, clientId }),
    ]);
  if (isCreate(edit)) throw notOffered();
  return replacedBy(make(edit), change, context);
}

/** Another one instead; what waited for the former waits for it, and goes after it. */
function replacedBy(next: NewChange, change: Change, context: AnswerContext): OutboxCommit {
  const children = [...context.open.inOrder()].filter(({ dependsOn }) => dependsOn.includes(change.id));
  const freed = new Map(freedWith(change.id, context.open).map((step) => [step.id, step]));
  const follow = children.map(({ id, state, dependsOn }): ChangeStep => ({
    id,
    from: [state],
    patch: {
      ...freed.get(id)?.patch,
      dependsOn: dependsOn.map((parent) => (parent === change.id ? next.id : parent)),
    },
  }));
  const direct = new Set(children.map(({ id }) => id));
  const gone = takenBack(change);
  // Both together would issue two secrets: what made way comes back only in the place of the other.
  const result = resultOf('replaced', {
    madeWay: { for: [next.id], set: next.groupId, was: change.state },
  });
  return {
    add: [next],
    steps: [
      { ...gone, patch: { ...gone.patch, result } },
      ...follow,
      ...[...freed.values()].filter(({ id }) => !direct.has(id)),
    ],
    ...(children.length === 0 ? {} : { reorder: [next.id, ...children.map(({ id }) => id)] }),
    journal: [choiceRow(context.actor, change, 'issue-new', 'cancelled')],
  };
}

function dropped(
  change: Change,
  choice: string,
  context: AnswerContext,
  add: readonly NewChange[],
): OutboxCommit {
  const all = [
    change,
    ...descendantsOf(change.id, context.open).filter(({ state }) => mayHappen(state, 'taken-back')),
  ];
  return {
    add,
    steps: all.map(takenBack),
    journal: all.map((one) => choiceRow(context.actor, one, choice, 'cancelled')),
  };
}

/** The step that takes a change back, and keeps how it stood. Throws where it cannot be. */
export function takenBack({ id, state }: Pick<Change, 'id' | 'state'>): ChangeStep {
  const result = resultOf('dropped', { was: state });
  return { id, from: [state], patch: { state: nextState(state, 'taken-back'), nextAt: null, result } };
}

function refuse(findings: readonly Finding[]): void {
  const blocking = findings.find(({ severity }) => severity === 'block');
  if (blocking === undefined) return;
  throw new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: `rule-${blocking.rule.toLowerCase()}`,
    message: blocking.message,
  });
}

/** Refuses an answer that does not fit a change. */
export function notOffered(): RolebookError {
  return new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: 'choice-not-offered',
    message: 'That is no answer to this change as it stands now.',
    hint: 'Look at it again; it may have moved on.',
  });
}
