import type { Cell } from '../../../src-shared/views/view-query.ts';
import type { Tier } from '../../../src-shared/access/role-tier.ts';
import type { GridRow } from './grid-row.ts';

/** How a text looks: plain, greyed because there is nothing, or with a state's own mark. */
export type Tone = 'plain' | 'nothing' | 'never' | 'ok' | 'pending' | 'warn' | 'none';

/** A name in a list; `tier` is there where names are marked with one. */
export interface NameFace {
  readonly text: string;
  readonly tier?: Tier | null;
}

/** What a cell shows, as facts: worked out without a page, painted by {@link createCellPainter}. */
export type CellFace =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly tone: Tone;
      /** What is told on hover, worked out only then. */
      readonly hint: (() => string) | null;
    }
  /** The first name, the second where it fits, and how many there are. */
  | {
      readonly kind: 'list';
      readonly first: NameFace;
      readonly second: NameFace | null;
      readonly count: number;
      readonly hint: () => string;
    }
  /** The row is still on its way. */
  | { readonly kind: 'waiting' };

/** Says what a cell shows. Runs for every cell that comes into sight, so it does little. */
export type FaceOf = (cell: Cell, row: GridRow, now: number) => CellFace;

/** The row is still on its way. */
export const waitingFace: CellFace = { kind: 'waiting' };

/** There is nothing to show. */
export const nothingFace: CellFace = { kind: 'text', text: '–', tone: 'nothing', hint: null };

/** A text as it stands. */
export function textFace(text: string): CellFace {
  return { kind: 'text', text, tone: 'plain', hint: null };
}
