import { describe, expect, it } from 'vitest';
import { calendarWeeks } from '../../../../src-renderer/features/history/calendar-days.ts';
import {
  chosenMoments,
  readHistorySearch,
} from '../../../../src-renderer/features/history/history-search.ts';
import { momentNotes } from '../../../../src-renderer/features/history/moment-words.ts';
import { searchFromText, searchToText } from '../../../../src-renderer/ui/table-page/table-search.ts';
import { scriptedMoments } from '../../../builders/scripted-history.ts';

const day = 24 * 60 * 60 * 1000;

describe('the address of the history', () => {
  it('takes what it knows, whatever else stands there', () => {
    expect(readHistorySearch({ from: '3', to: '5', class: ['fields', 'odd'], q: 'x', z: 1 })).toEqual({
      from: '3',
      to: '5',
      class: ['fields'],
      q: 'x',
    });
    expect(readHistorySearch({ from: '-1', to: 5, class: 'nonsense', q: '' })).toEqual({});
  });

  it.each([
    [{}, [22, 23]],
    [{ to: '3' }, [1, 2]],
    [{ from: '20', to: '3' }, [2, 19]],
    [{ from: '99', to: '1' }, [0, 0]],
  ])('%o are the moments at %o', (search, places) =>
    expect(chosenMoments(scriptedMoments, search)).toEqual(places),
  );

  it('survives the way through the address', () => {
    const search = readHistorySearch({ from: '3', to: '5', class: ['fields', 'rule-added'], q: 'x y' });
    expect(readHistorySearch(searchFromText(searchToText({ ...search })))).toEqual(search);
  });

  it('has no moments before the first look', () => expect(chosenMoments([], {})).toBeNull());
});

describe('the calendar', () => {
  const last = scriptedMoments.at(-1);
  const weeks = calendarWeeks(scriptedMoments, last?.until ?? 0, 18);
  const dayOf = (text: string) => weeks.flat().find(({ at }) => at === Date.parse(text));

  it('begins its weeks on Mondays and ends with the last look', () => {
    expect(weeks.map((week) => new Date(week[0]?.at ?? 0).getUTCDay())).toEqual(weeks.map(() => 1));
    expect(weeks.at(-1)?.some(({ moment }) => moment === scriptedMoments.length - 1)).toBe(true);
    expect((weeks[1]?.[0]?.at ?? 0) - (weeks[0]?.[0]?.at ?? 0)).toBe(7 * day);
  });

  it.each([
    ['2026-08-19', 'outside', null],
    ['2026-08-20', 'changed', 0],
    ['2026-08-21', 'changed', 1],
    ['2026-09-15', 'unseen', null],
    ['2026-09-23', 'changed', 21],
  ])('%s is %s', (text, state, moment) => expect(dayOf(text)).toMatchObject({ state, moment }));

  it('tells a day on which somebody looked and found nothing from one on which nobody did', () => {
    const moment = {
      ...scriptedMoments[0],
      at: Date.parse('2026-01-01T10:00Z'),
      until: Date.parse('2026-01-03T10:00Z'),
    };
    const [week] = calendarWeeks([moment as (typeof scriptedMoments)[number]], moment.until, 1);
    expect(week?.map(({ state }) => state)).toEqual([
      'outside',
      'outside',
      'outside',
      'changed',
      'quiet',
      'quiet',
      'outside',
    ]);
  });
});

describe('what is said about a moment', () => {
  it('names the time in which nobody looked', () => {
    const [before, after] = [scriptedMoments[20], scriptedMoments[21]];
    if (before === undefined || after === undefined) throw new Error('there are such moments');
    expect(momentNotes(before, after).join(' ')).toContain('Nobody looked between');
    expect(momentNotes(before, undefined).join(' ')).not.toContain('Nobody looked');
    expect(momentNotes({ ...before, complete: false }, undefined).join(' ')).toContain('Not everything');
  });
});
