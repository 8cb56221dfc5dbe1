import { describe, expect, it } from 'vitest';
import { toldOf } from '../../../src-shared/domain/change-note.ts';

const notes = new Map([['g1', { reason: 'Joins the team', ticket: 'CHG-1' }]]);
const nothing = { zone: null, reason: null, ticket: null };

describe('what a row of the journal tells beside its facts', () => {
  it.each([
    ['a row of before', { act: 'a', result: 'done' }, nothing],
    ['its zone', { zone: '+05:45' }, { ...nothing, zone: '+05:45' }],
    [
      'the note of its change set',
      { group: 'g1' },
      { zone: null, reason: 'Joins the team', ticket: 'CHG-1' },
    ],
    ['nothing of another set', { group: 'g2' }, nothing],
    [
      'its own reason first',
      { group: 'g1', result: 'saved', reason: 'Runs the night' },
      { zone: null, reason: 'Runs the night', ticket: 'CHG-1' },
    ],
    ['no code of an outcome', { group: 'g2', result: 'failed', reason: 'unreachable' }, nothing],
  ])('%s', (_, detail, told) => {
    expect(toldOf({ verb: 'user.create', detail }, notes)).toEqual(told);
  });

  it('a note tells what it said, whatever was noted after it', () => {
    const detail = { group: 'g1', reason: 'First thought', ticket: null, result: 'done' };
    expect(toldOf({ verb: 'changes.noted', detail }, notes)).toEqual({ ...nothing, reason: 'First thought' });
  });
});
