import { expect, test } from 'vitest';
import {
  momentOf,
  resultNote,
  sentWords,
  stateWords,
  whyNotDiscard,
} from '../../../../src-renderer/features/changes/change-words.ts';
import { problemOf } from '../../../../src-shared/changes/change-tally.ts';
import { fieldWords, valueLines } from '../../../../src-shared/changes/field-words.ts';
import { whyNotSend } from '../../../../src-renderer/features/changes/send-words.ts';
import { worstState } from '../../../../src-renderer/features/changes/worst-state.ts';
import { changeStates } from '../../../../src-shared/domain/change.ts';
import type { ChangeResult, ChangeState } from '../../../../src-shared/domain/change.ts';
import { change, removal } from './planned.ts';

test('every state has a word of its own and a meaning', () => {
  const labels = changeStates.map((state) => stateWords(state).label);
  expect(new Set(labels).size).toBe(changeStates.length);
  expect(changeStates.every((state) => stateWords(state).meaning.endsWith('.'))).toBe(true);
});

test.each<[ChangeState[], string]>([
  [['done'], 'Sent: 1 change.'],
  [['done', 'done', 'conflict'], 'Sent: 2 changes. 1 needs you.'],
  [['rejected', 'blocked'], 'Sent: 0 changes. 2 need you.'],
  [['done', 'unknown', 'pending'], 'Sent: 1 change. 1 not known yet. 1 still waits.'],
])('what was sent: %j', (states, words) => {
  expect(sentWords(states)).toBe(words);
});

test.each<[ChangeState[], ChangeState]>([
  [['done', 'pending', 'conflict'], 'conflict'],
  [['pending', 'sending'], 'sending'],
  [['done', 'cancelled'], 'cancelled'],
  [['done'], 'done'],
])('what stands for a group of %j', (states, worst) => {
  expect(worstState(states)).toBe(worst);
});

test('values as lines', () => {
  expect(valueLines(null)).toEqual([]);
  expect(valueLines('')).toEqual([]);
  expect(valueLines(true)).toEqual(['yes']);
  expect(valueLines(['a', 'b'])).toEqual(['a', 'b']);
  expect(valueLines(7)).toEqual(['7']);
  expect(fieldWords('lastLogin')).toBe('Last login');
  expect(fieldWords('newThing')).toBe('newThing');
});

test('how a confirmed change came about is told where it is worth it', () => {
  const result: ChangeResult = {
    serverId: null,
    clientId: null,
    how: 'found',
    note: null,
    credentialId: null,
    facts: { users: [], rules: [], serviceAccounts: [], roles: [] },
  };
  const done = (fields: Partial<ChangeResult>) =>
    change('a', removal('bob@example.com'), { state: 'done', result: { ...result, ...fields } });
  expect(resultNote(done({ how: 'done' }))).toBeNull();
  expect(resultNote(done({}))).toMatch(/reading the tenant/);
  expect(resultNote(done({ note: 'It was gone already.' }))).toBe('It was gone already.');
  expect(resultNote(change('a', removal('bob@example.com')))).toBeNull();
});

test('why nothing can be sent, and that nothing is lost by it', () => {
  expect(whyNotSend({ link: 'online', workOffline: false })).toBeNull();
  expect(whyNotSend(null)).toBe('No tenant is open.');
  for (const link of ['offline', 'needs-sign-in', 'not-a-tenant'] as const)
    expect(whyNotSend({ link, workOffline: false })).toMatch(/kept/);
  expect(whyNotSend({ link: 'offline', workOffline: true })).toMatch(/go online/);
});

const stood = {
  kind: 'changed-since' as const,
  message: 'It changed.',
  fields: [],
  choices: ['keep-mine' as const],
  existingId: null,
};

test.each<[ChangeState, string | null, string]>([
  ['conflict', 'It changed.', '2026-11-23T12:00:00Z'],
  ['pending', 'It changed.', '2026-11-23T12:00:00Z'],
  ['cancelled', null, '2026-11-23T14:00:00Z'],
  ['done', null, '2026-11-23T14:00:00Z'],
])('a change that is %s: what stands in its way, and its moment', (state, problem, moment) => {
  const one = change('a', removal('bob@example.com'), {
    state,
    conflict: stood,
    updatedAt: '2026-11-23T14:00:00Z',
  });
  expect(problemOf(one)).toBe(problem);
  expect(momentOf(one)).toBe(moment);
});

test('what may have been done is not discarded in passing', () => {
  expect(whyNotDiscard({ state: 'pending', conflict: null })).toBeNull();
  expect(whyNotDiscard({ state: 'conflict', conflict: stood })).toBeNull();
  expect(whyNotDiscard({ state: 'sending', conflict: null })).toMatch(/reply/);
  expect(whyNotDiscard({ state: 'unknown', conflict: null })).toMatch(/Decide below/);
  const lost = { ...stood, kind: 'password-not-received' as const };
  expect(whyNotDiscard({ state: 'conflict', conflict: lost })).toMatch(/Decide above/);
});
