import type { Cell } from '../../../src-shared/views/view-query.ts';
import type { ColumnKind } from '../../../src-shared/views/view-columns.ts';
import { tierLabel, tiers } from '../access/tier.ts';
import type { Tier } from '../../../src-shared/access/role-tier.ts';
import { countText } from '../../../src-shared/words/count.ts';
import { valueWords } from '../text/value-words.ts';
import { momentWords, relativeTime } from '../time/relative-time.ts';
import { nothingFace, textFace } from './cell-face.ts';
import type { CellFace, FaceOf, NameFace } from './cell-face.ts';
import type { Absence } from '../time/age.tsx';

function hintOf({ text, tier }: NameFace): string {
  const label = tierLabel(tier);
  return label === '' ? text : `${text} (${label})`;
}

function listFace(cell: Cell, nameFace: (name: string) => NameFace): CellFace {
  const names = Array.isArray(cell) ? cell : cell === null ? [] : [String(cell)];
  const [first, second] = names;
  if (first === undefined) return nothingFace;
  return {
    kind: 'list',
    first: nameFace(first),
    second: second === undefined ? null : nameFace(second),
    count: names.length,
    hint: () => names.map((name) => hintOf(nameFace(name))).join('\n'),
  };
}

const absent: Readonly<Record<Absence, CellFace>> = {
  never: { kind: 'text', text: 'Never', tone: 'never', hint: null },
  unknown: { kind: 'text', text: '–', tone: 'nothing', hint: () => 'Unknown: the tenant does not say' },
};

/** A moment as its distance from now, UTC and local time on hover; `absence` says what a missing one means here. */
export function timeFace(absence: Absence): FaceOf {
  return (cell, _row, now) => {
    const at = typeof cell === 'string' && cell !== '' ? Date.parse(cell) : Number.NaN;
    if (Number.isNaN(at)) return absent[absence];
    return { kind: 'text', text: relativeTime(at, now), tone: 'plain', hint: () => momentWords(at) };
  };
}

/** Role names with the mark of their tier. */
export function roleFace(tierOf: (roleName: string) => Tier | null): FaceOf {
  return (cell) => listFace(cell, (text) => ({ text, tier: tierOf(text) }));
}

/** A state with its own mark: good, in progress or wrong; a `plain` one has none. */
export function stateFace(toneOf: (value: string) => 'ok' | 'pending' | 'warn' | 'none' | 'plain'): FaceOf {
  return (cell) =>
    typeof cell === 'string' && cell !== ''
      ? { kind: 'text', text: valueWords(cell), tone: toneOf(cell), hint: null }
      : nothingFace;
}

/** A tier with the mark that roles have, or why there is none in force, as a state. */
export function tierOrStateFace(toneOf: Parameters<typeof stateFace>[0]): FaceOf {
  const state = stateFace(toneOf);
  return (cell, row, now) => {
    const known = tiers.find(({ tier }) => tier === cell);
    if (known === undefined) return state(cell, row, now);
    const { tier, label, meaning } = known;
    return { kind: 'list', first: { text: label, tier }, second: null, count: 1, hint: () => meaning };
  };
}

const plain: FaceOf = (cell) => (cell === null || cell === '' ? nothingFace : textFace(String(cell)));

const byKind: Readonly<Record<ColumnKind, FaceOf>> = {
  text: plain,
  email: plain,
  id: plain,
  number: (cell, row, now) => (typeof cell === 'number' ? textFace(countText(cell)) : plain(cell, row, now)),
  choice: (cell) => (cell === null || cell === '' ? nothingFace : textFace(valueWords(String(cell)))),
  time: timeFace('unknown'),
  list: (cell) => listFace(cell, (text) => ({ text })),
};

/** The usual face of a column of this kind. */
export function faceOfKind(kind: ColumnKind): FaceOf {
  return byKind[kind];
}
