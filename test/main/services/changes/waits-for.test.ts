import { expect, it } from 'vitest';
import { isStuckBehind, waitsFor, type WaitFacts } from '../../../../src-main/services/changes/waits-for.ts';
import type { Change } from '../../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import { aChange, aPendingChange } from '../../../builders/changes.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const error = new RolebookError({ kind: 'tenant', origin: 'cloud', reason: 'busy', message: 'It is busy.' })
  .body;

const change = (more: Partial<Change> = {}): Change => aPendingChange(2, more);

const facts = (more: Partial<WaitFacts> = {}): WaitFacts => ({
  now,
  link: 'online',
  workOffline: false,
  sendAutomatically: true,
  find: () => null,
  heldUpBy: () => null,
  ...more,
});

it.each<[string, Partial<Change>, Partial<WaitFacts>, string | null]>([
  ['nothing', {}, {}, null],
  ['the user, when it is staged', { held: true }, { link: 'offline' }, 'Staged: waits until you send it.'],
  [
    'another change',
    { dependsOn: ['change-1'] },
    { find: () => change(aChange(1)) },
    'Waits for “Create user user-1@example.com”.',
  ],
  [
    'nothing more, once the other is done',
    { dependsOn: ['change-1'] },
    { find: () => change({ ...aChange(1), state: 'done' }) },
    null,
  ],
  [
    'an earlier one about the same that is staged',
    {},
    { heldUpBy: () => change({ ...aChange(1), held: true }) },
    'Keeps its place behind “Create user user-1@example.com”, which is staged.',
  ],
  [
    'an earlier one about the same that needs the user',
    {},
    { heldUpBy: () => change({ ...aChange(1), state: 'conflict' }) },
    'Keeps its place behind “Create user user-1@example.com”, which needs your decision.',
  ],
  ['the wish to work offline', {}, { link: 'offline', workOffline: true }, 'Waits while you work offline.'],
  ['the connection', {}, { link: 'offline' }, 'Waits for the connection.'],
  ['a sign-in', {}, { link: 'needs-sign-in' }, 'Waits until you sign in again.'],
  ['its next try', { nextAt: '2026-01-01T00:00:09.500Z', error }, {}, 'Tried again in 10 s. It is busy.'],
  [
    'its next try, though the clock was set back two days since',
    { updatedAt: '2026-01-03T00:00:00.000Z', nextAt: '2026-01-03T00:00:09.500Z' },
    {},
    'Tried again in 10 s.',
  ],
  [
    'a pause that the tenant asked for, in minutes',
    { nextAt: '2026-01-01T00:30:00.000Z' },
    {},
    'Tried again in 30 min.',
  ],
  ['a long pause, in hours', { nextAt: '2026-01-01T09:59:00.000Z' }, {}, 'Tried again in 10 h.'],
  [
    'nothing, once the clock was set forward over its next try',
    { nextAt: '2025-12-01T00:00:00.000Z' },
    {},
    null,
  ],
  [
    'the user, when nothing goes by itself',
    {},
    { sendAutomatically: false },
    'Waits until you send it: sending by itself is switched off.',
  ],
  [
    'the reading of the tenant',
    { state: 'unknown' },
    {},
    'Its reply was lost. The tenant is read to see what happened; it is not sent again by itself.',
  ],
  ['a decision', { state: 'rejected', error }, {}, 'It is busy.'],
  ['nothing, once it is done', { state: 'done' }, { link: 'offline' }, null],
])('a change waits for %s', (_case, more, around, words) => {
  expect(waitsFor(change(more), facts(around))).toBe(words);
});

const parent = (more: Partial<Change>) => ({ find: () => change({ ...aChange(1), ...more }) });
const behind = (more: Partial<Change>) => ({ heldUpBy: () => change({ ...aChange(1), ...more }) });

it.each<[string, Partial<Change>, Partial<WaitFacts>, boolean]>([
  ['one that nothing holds', {}, {}, false],
  ['a staged one', { held: true }, {}, false],
  ['one behind a staged one', {}, behind({ held: true }), false],
  ['one behind a conflict', {}, behind({ state: 'conflict' }), true],
  ['one behind a blocked one', {}, behind({ state: 'blocked' }), true],
  ['one that needs what waits as well', { dependsOn: ['change-1'] }, parent({}), false],
  ['one that needs what is on its way', { dependsOn: ['change-1'] }, parent({ state: 'unknown' }), false],
  ['one that needs what was refused', { dependsOn: ['change-1'] }, parent({ state: 'rejected' }), true],
  [
    'one that needs what stays behind a conflict',
    { dependsOn: ['change-1'] },
    {
      find: () => change({ ...aChange(1), dependsOn: [] }),
      heldUpBy: (id) => (id === 'change-2' ? null : change({ ...aChange(3), state: 'conflict' })),
    },
    true,
  ],
  ['one that has a conflict itself', { state: 'conflict' }, {}, false],
])('whether sending does nothing for %s', (_case, more, around, stuck) => {
  expect(isStuckBehind(change(more), facts(around))).toBe(stuck);
});
