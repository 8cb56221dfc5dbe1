import { describe, expect, test } from 'vitest';
import {
  choicesOf,
  conflictQuestion,
  conflictTitle,
  editable,
} from '../../../../src-renderer/features/changes/conflict-words.ts';
import { conflictKinds, resolutionChoices } from '../../../../src-shared/domain/change.ts';
import type { Change, Conflict, Edit } from '../../../../src-shared/domain/change.ts';
import { change, creation, removal } from './planned.ts';

const account: Edit = { kind: 'service-account.create', name: 'render-farm' };
const inConflict = (edit: Edit, fields: Partial<Conflict> = {}): Change =>
  change('a', edit, {
    state: 'conflict',
    conflict: {
      kind: 'changed-since',
      message: 'It was changed.',
      fields: [],
      choices: [...resolutionChoices],
      existingId: null,
      ...fields,
    },
  });

/** As the main process offers it. */
const offered = (of: Change) => choicesOf({ change: of, choices: of.conflict?.choices ?? [] });

test('every conflict has a title, and every choice a button and a sentence, for every kind of edit', () => {
  for (const edit of [creation('ana@example.com'), removal('bob@example.com'), account]) {
    for (const kind of conflictKinds) {
      expect(conflictTitle(kind, edit.kind)).toMatch(/^[A-Z].+[a-z]$/);
      for (const choice of offered(inConflict(edit, { kind }))) {
        expect(choice.label).toMatch(/^[A-Z]/);
        expect(choice.sentence).toMatch(/\.$/);
      }
    }
  }
});

test('choices come in the order they were offered', () => {
  const two = inConflict(removal('bob@example.com'), { choices: ['take-theirs', 'keep-mine'] });
  expect(offered(two).map(({ choice }) => choice)).toEqual(['take-theirs', 'keep-mine']);
});

test('a deletion that is kept is called a deletion', () => {
  const [first] = offered(inConflict(removal('bob@example.com'), { choices: ['keep-mine'] }));
  expect(first?.label).toBe('Delete all the same');
});

test('a rule for somebody who is gone says whom it would give the role to', () => {
  const gone = inConflict(creation('ana@example.com'), { kind: 'subject-gone', choices: ['keep-mine'] });
  expect(offered(gone)[0]).toMatchObject({
    label: 'Give it all the same',
    sentence: expect.stringContaining('whoever gets it next') as string,
  });
});

test.each([
  ['changed-since', 'Take theirs'],
  ['user-gone', 'Drop this change'],
  ['email-taken', 'Drop this change'],
  ['right-lost', 'Drop this change'],
  ['password-not-received', 'Go on without it'],
] as const)('after %s leaving the tenant as it is is called %j', (kind, label) => {
  const [first] = offered(inConflict(removal('bob@example.com'), { kind, choices: ['take-theirs'] }));
  expect(first?.label).toBe(label);
});

test('where theirs can be used instead, leaving the tenant as it is takes nothing of it', () => {
  const choices = ['take-theirs', 'use-existing'] as const;
  const [first] = offered(
    inConflict(removal('bob@example.com'), { kind: 'changed-since', choices: [...choices] }),
  );
  expect(first?.label).toBe('Drop this change');
});

describe('a lost secret', () => {
  test('is told in plain words, for people and for machines', () => {
    const lost = { kind: 'password-not-received', choices: ['issue-new'] } as const;
    expect(
      conflictQuestion(inConflict(creation('ana@example.com'), { ...lost, choices: ['issue-new'] })),
    ).toMatch(/The password was not received\. Issue a new one\?$/);
    const machine = inConflict(account, { ...lost, choices: ['issue-new'] });
    expect(conflictQuestion(machine)).toMatch(/The client secret was not received\. Issue a new one\?$/);
    const fields = [{ field: 'createdAt', base: null, mine: null, theirs: '', clash: false }];
    // Whether it was done at all for us is what the message is about.
    expect(
      conflictQuestion(inConflict(creation('ana@example.com'), { ...lost, choices: ['issue-new'], fields })),
    ).toBeNull();
    expect(offered(machine)[0]?.label).toBe('Issue a new client secret');
  });

  test('other conflicts are told by the main process', () => {
    expect(conflictQuestion(inConflict(creation('ana@example.com')))).toBeNull();
  });
});

test.each(['rejected', 'blocked'] as const)('a change that is %s has words for each choice', (state) => {
  const stuck = change('a', creation('ana@example.com'), { state });
  const words = choicesOf({ change: stuck, choices: ['edit', 'try-again', 'take-theirs'] });
  expect(words.map(({ choice }) => choice)).toEqual(['edit', 'try-again', 'take-theirs']);
  for (const { sentence } of words) expect(sentence).toMatch(/\.$/);
});

test('of an open outcome no choice is pressed upon the reader', () => {
  const open = change('a', removal('bob@example.com'), { state: 'unknown' });
  const words = choicesOf({ change: open, choices: ['take-theirs'] });
  expect(words.map(({ label, drops }) => [label, drops])).toEqual([['Forget it', true]]);
});

test('what can be edited is the e-mail or the name that is to be made', () => {
  expect(editable(change('a', creation('ana@example.com')))).toEqual({
    field: 'email',
    value: 'ana@example.com',
  });
  expect(editable(change('a', account))).toEqual({ field: 'name', value: 'render-farm' });
  expect(editable(change('a', removal('bob@example.com')))).toBeNull();
});
