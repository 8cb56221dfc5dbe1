import { describe, expect, it } from 'vitest';
import { campaignSettingsSchema } from '../../../../src-shared/domain/review.ts';
import {
  addsUp,
  decidedOf,
  perRowText,
  qualityWarnings,
  waitingWords,
} from '../../../../src-renderer/features/reviews/campaign-words.ts';
import { readCampaignSearch } from '../../../../src-renderer/features/reviews/campaign/campaign-search.ts';
import { progressPoints } from '../../../../src-renderer/features/reviews/campaign/progress-points.ts';
import { readDecideKey } from '../../../../src-renderer/features/reviews/decide/decide-keys.ts';
import { readDecideSearch } from '../../../../src-renderer/features/reviews/decide/decide-search.ts';
import { decisionText, reasonChips } from '../../../../src-shared/words/decision-words.ts';
import { reasonCodes } from '../../../../src-shared/domain/review.ts';
import {
  emptyReview,
  reviewProblems,
  settingsOf,
} from '../../../../src-renderer/features/reviews/new-review/review-draft.ts';

describe('keys of the deciding screen', () => {
  const key = (over: Partial<Parameters<typeof readDecideKey>[0]>) =>
    readDecideKey({ key: 'x', mod: false, alt: false, typing: false, arrows: false, ...over });
  it.each([
    ['k', { act: 'decide', kind: 'keep' }],
    ['K', { act: 'decide', kind: 'keep' }],
    ['r', { act: 'decide', kind: 'revoke' }],
    ['c', { act: 'decide', kind: 'change' }],
    ['d', { act: 'decide', kind: 'defer' }],
    ['n', { act: 'decide', kind: 'not-mine' }],
    ['1', { act: 'reason', chip: 0 }],
    ['9', { act: 'reason', chip: 8 }],
    ['0', null],
    ['u', { act: 'undo' }],
    ['g', { act: 'toggle-groups' }],
    ['j', { act: 'move', by: 1 }],
    ['ArrowUp', { act: 'move', by: -1 }],
    ['ArrowRight', { act: 'open' }],
    ['Escape', { act: 'stop' }],
    ['/', null],
    ['?', null],
  ] as const)('%s', (pressed, act) => {
    expect(key({ key: pressed })).toEqual(act);
  });

  it('leaves text to fields, arrows to tabs, and other combinations to others', () => {
    expect(key({ key: 'k', typing: true })).toBeNull();
    expect(key({ key: 'ArrowDown', arrows: true })).toBeNull();
    expect(key({ key: 'k', mod: true })).toBeNull();
    expect(key({ key: 'k', alt: true })).toBeNull();
    expect(key({ key: 'Enter', mod: true, typing: true })).toEqual({ act: 'sign-off' });
    expect(key({ key: 'z', mod: true })).toEqual({ act: 'undo' });
    expect(key({ key: 'z', mod: true, typing: true })).toBeNull();
  });
});

describe('words', () => {
  it('has a chip for every reason, once', () => {
    expect(reasonChips.map(({ code }) => code).toSorted()).toEqual([...reasonCodes].toSorted());
  });

  it.each([
    [{ kind: 'keep', reason: null }, 'Keep'],
    [{ kind: 'revoke', reason: { code: 'left', text: 'in May' } }, 'Revoke. Left: in May'],
    [{ kind: 'change', role: { id: '7', name: 'Viewer' }, scope: null, reason: null }, 'Change to Viewer'],
    [
      {
        kind: 'defer',
        owner: 'ada@example.com',
        until: '2026-12-01',
        reason: { code: 'other', text: 'on leave' },
      },
      'Put off until 2026-12-01, Ada finds out. on leave',
    ],
  ] as const)('says a decision in one line', (decision, text) => {
    expect(decisionText(decision, [{ id: 'ada@example.com', name: 'Ada' }])).toBe(text);
  });

  it('warns of kept controls, of long quick runs and of unexplained privileged rows only', () => {
    const fine = {
      medianMs: 900,
      p90Ms: 2000,
      longestKeeps: 12,
      bulkShare: 0.9,
      keptUnexplained: 0.1,
      controlsSeen: 2,
      controlsCaught: 2,
    };
    expect(qualityWarnings(fine)).toEqual([]);
    expect(
      qualityWarnings({ ...fine, longestKeeps: 60, keptUnexplained: 0.5, controlsCaught: 1 }),
    ).toHaveLength(3);
  });

  it('says milliseconds a row', () => {
    expect([perRowText(940), perRowText(61_000)]).toEqual(['0.9 s', '1 min']);
  });
});

describe('totals', () => {
  const totals = {
    rows: 10,
    keep: 3,
    revoke: 1,
    change: 1,
    defer: 1,
    conflict: 1,
    notMine: 1,
    undecided: 2,
  };
  it('add up, or are said not to', () => {
    expect(addsUp(totals)).toBe(true);
    expect(addsUp({ ...totals, keep: 2 })).toBe(false);
    expect(decidedOf(totals)).toBe(6);
  });

  it('say what waits for the reader first', () => {
    const summary = {
      id: '',
      name: '',
      due: '',
      createdAt: '',
      totals,
      state: 'deciding',
      overdue: false,
    } as const;
    expect(waitingWords({ ...summary, mine: 4 })).toBe('4 rows to decide');
    expect(waitingWords({ ...summary, mine: 0 })).toBe('1 conflict to settle');
    expect(waitingWords({ ...summary, mine: 0, state: 'closed' })).toBe('');
  });
});

it('draws days on which nothing was decided, and the last ones of a long campaign', () => {
  const { points, highest } = progressPoints([
    { day: '2026-11-01', decided: 3 },
    { day: '2026-11-04', decided: 5 },
  ]);
  expect(points.map(({ decided, together }) => [decided, together])).toEqual([
    [3, 3],
    [0, 3],
    [0, 3],
    [5, 8],
  ]);
  expect(highest).toBe(5);
  const long = progressPoints([
    { day: '2026-01-01', decided: 9 },
    { day: '2026-11-04', decided: 1 },
  ]);
  expect([long.points.length, long.points.at(-1)?.together, long.highest]).toEqual([60, 10, 1]);
  expect(progressPoints([])).toEqual({ points: [], highest: 0 });
});

describe('addresses', () => {
  it('take what the screens know and drop the rest', () => {
    expect(readCampaignSearch({ id: 'x', tab: 'settle', else: 1 })).toEqual({ id: 'x', tab: 'settle' });
    expect(readCampaignSearch({ id: 5, tab: 'overview' })).toEqual({});
    expect(
      readDecideSearch({ campaign: 'x', reviewer: 'a@example.com', show: 'hints', group: '1', q: '' }),
    ).toEqual({ campaign: 'x', reviewer: 'a@example.com', show: 'hints', group: '1' });
    expect(readDecideSearch({ show: 'all', group: '2' })).toEqual({});
  });
});

describe('a new review', () => {
  const draft = { ...emptyReview('Admin@Example.com', '2026-12-11'), name: 'Autumn' };
  it('becomes settings that the contract takes, with people in lower case', () => {
    const settings = settingsOf({
      ...draft,
      by: 'name',
      named: ['Ada@Example.com'],
      picked: { cluster: ['c'], department: [], project: ['p'] },
    });
    expect(campaignSettingsSchema.parse(settings)).toEqual(settings);
    expect(settings?.reviewers.named).toEqual([{ id: 'ada@example.com', name: 'Ada@Example.com' }]);
    expect(settings?.population.scopes).toEqual([
      { type: 'cluster', id: 'c' },
      { type: 'project', id: 'p' },
    ]);
  });

  it('names nobody who was typed for another way of choosing', () => {
    expect(settingsOf({ ...draft, named: ['ada@example.com'] })?.reviewers.named).toEqual([]);
  });

  it.each([
    [{}, 0],
    [{ name: ' ' }, 1],
    [{ due: '2026-11-26' }, 1],
    [{ due: '' }, 1],
    [{ by: 'name' as const }, 1],
    [{ fallback: '' }, 1],
    [{ deputy: 'admin@example.com ' }, 1],
  ])('says what is missing: %j', (over, count) => {
    expect(reviewProblems({ ...draft, ...over }, '2026-11-27')).toHaveLength(count);
  });
});
