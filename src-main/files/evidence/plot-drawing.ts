import type { ReviewTotals } from '../../../src-shared/domain/review-entry.ts';
import type { ReportFacts, TotalsGroup } from './report-facts.ts';

/** What colours mean in plots; each is also named in words and counted in a table. */
export type Ink =
  | 'keep'
  | 'change'
  | 'revoke'
  | 'defer'
  | 'open'
  | 'line'
  | 'area'
  | 'text'
  | 'quiet'
  | 'onInk';

/** One shape of a plot; lengths in points, y downward. */
export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: Ink;
    }
  | {
      readonly kind: 'line';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly ink: Ink;
    }
  | {
      readonly kind: 'path';
      readonly points: readonly (readonly [number, number])[];
      readonly closed: boolean;
      readonly ink: Ink;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly ink: Ink;
      readonly align: 'start' | 'middle' | 'end';
    };

/** A plot, for the page and for paper alike. */
export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** The same in numbers. */
  readonly header: readonly string[];
  readonly table: readonly (readonly (string | number)[])[];
}

/** The kinds of an outcome in the order in which they are drawn, as members of totals. */
export const outcomeInks: readonly {
  readonly ink: Ink;
  readonly word: string;
  count(totals: ReviewTotals): number;
}[] = [
  { ink: 'keep', word: 'Kept', count: ({ keep }) => keep },
  { ink: 'change', word: 'Changed', count: ({ change }) => change },
  { ink: 'revoke', word: 'Revoked', count: ({ revoke }) => revoke },
  { ink: 'defer', word: 'Put off', count: ({ defer }) => defer },
  { ink: 'open', word: 'Open', count: ({ conflict, notMine, undecided }) => conflict + notMine + undecided },
];

/** Text of a plot is this high. */
export const plotText = 9;
const width = 500;
const bar = { label: 132, high: 14, step: 22, end: 34 };
/** More groups than this would fill pages; the smallest are put together. */
const mostGroups = 12;

function fewer(groups: readonly TotalsGroup[]): TotalsGroup[] {
  if (groups.length <= mostGroups) return [...groups];
  const rest = groups.slice(mostGroups - 1);
  const sum = (name: keyof ReviewTotals): number => rest.reduce((all, { totals }) => all + totals[name], 0);
  const totals: ReviewTotals = {
    rows: sum('rows'),
    keep: sum('keep'),
    revoke: sum('revoke'),
    change: sum('change'),
    defer: sum('defer'),
    conflict: sum('conflict'),
    notMine: sum('notMine'),
    undecided: sum('undecided'),
  };
  return [...groups.slice(0, mostGroups - 1), { name: `${rest.length} others`, totals }];
}

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;

/** Rows by group, each bar as long as the group has rows, in pieces by outcome. */
export function barsDrawing(title: string, groups: readonly TotalsGroup[]): Drawing {
  const shown = fewer(groups);
  const longest = Math.max(1, ...shown.map(({ totals }) => totals.rows));
  const scale = (width - bar.label - bar.end) / longest;
  const shapes = shown.flatMap(({ name, totals }, at): Shape[] => {
    const y = at * bar.step + 4;
    let x = bar.label;
    const pieces = outcomeInks.flatMap(({ ink, count }): Shape[] => {
      const wide = count(totals) * scale;
      if (wide === 0) return [];
      const from = x;
      x += wide;
      const rect: Shape = { kind: 'rect', x: from, y, width: Math.max(wide - 1, 0.8), height: bar.high, ink };
      const label: Shape = {
        kind: 'text',
        x: from + (wide - 1) / 2,
        y: y + 10.4,
        text: String(count(totals)),
        ink: 'onInk',
        align: 'middle',
      };
      return wide < 14 ? [rect] : [rect, label];
    });
    return [
      { kind: 'text', x: bar.label - 8, y: y + 10.4, text: shortened(name, 26), ink: 'text', align: 'end' },
      ...pieces,
      { kind: 'text', x: x + 5, y: y + 10.4, text: String(totals.rows), ink: 'quiet', align: 'start' },
    ];
  });
  return {
    title,
    width,
    height: shown.length * bar.step,
    shapes,
    header: ['', 'Rows', ...outcomeInks.map(({ word }) => word)],
    table: groups.map(({ name, totals }) => [
      name,
      totals.rows,
      ...outcomeInks.map(({ count }) => count(totals)),
    ]),
  };
}

/** A whole number that is easy to read, not less than `count`, and four steps to it. */
function niceTop(count: number): number {
  const rough = Math.max(count, 4) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough && Number.isInteger(one)) ??
    Math.ceil(rough);
  return step * 4;
}

/** Rows decided over time, against all rows. */
export function progressDrawing({ progress, totals }: Pick<ReportFacts, 'progress' | 'totals'>): Drawing {
  const plot = { left: 34, right: width - 8, top: 10, bottom: 118 };
  const top = niceTop(totals.rows);
  const y = (count: number): number => plot.bottom - ((plot.bottom - plot.top) * count) / top;
  const x = (at: number): number =>
    plot.left + ((plot.right - plot.left) * at) / Math.max(1, progress.length);
  const grid = [0, 1, 2, 3, 4].flatMap((step): Shape[] => {
    const count = (top / 4) * step;
    return [
      { kind: 'line', from: [plot.left, y(count)], to: [plot.right, y(count)], ink: 'line' },
      { kind: 'text', x: plot.left - 6, y: y(count) + 3, text: String(count), ink: 'quiet', align: 'end' },
    ];
  });
  // A step for each day: nothing is known of what lies in between.
  const steps = progress.flatMap(({ decided }, at): [number, number][] => [
    [x(at), y(decided)],
    [x(at + 1), y(decided)],
  ]);
  const every = Math.max(1, Math.ceil(progress.length / 8));
  const days = progress.flatMap(({ day }, at): Shape[] =>
    at % every === 0
      ? [
          {
            kind: 'text',
            x: x(at + 0.5),
            y: plot.bottom + 13,
            text: day.slice(5),
            ink: 'quiet',
            align: 'middle',
          },
        ]
      : [],
  );
  return {
    title: 'Progress',
    width,
    height: plot.bottom + 20,
    shapes: [
      ...grid,
      {
        kind: 'path',
        points: [[x(0), y(0)], ...steps, [x(progress.length), y(0)]],
        closed: true,
        ink: 'area',
      },
      { kind: 'path', points: [[x(0), y(0)], ...steps], closed: false, ink: 'keep' },
      { kind: 'line', from: [plot.left, y(totals.rows)], to: [plot.right, y(totals.rows)], ink: 'quiet' },
      {
        kind: 'text',
        x: plot.right,
        y: y(totals.rows) - 4,
        text: `all ${totals.rows} rows`,
        ink: 'quiet',
        align: 'end',
      },
      ...days,
    ],
    header: ['Day', 'Decided by then', 'Of all rows'],
    table: progress.map(({ day, decided }) => [
      day,
      decided,
      `${Math.round((100 * decided) / Math.max(1, totals.rows))} %`,
    ]),
  };
}
