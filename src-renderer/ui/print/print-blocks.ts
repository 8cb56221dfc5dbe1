import { singularOf } from '../../../src-shared/words/count.ts';

/** Columns beside the row's head that fit on A4 and on Letter, both laid across. */
export const mostColumnsOnPaper = 9;

/**
 * The columns of a wide table as blocks that fit on paper, each printed below the one before with its row heads again.
 * Blocks are as even as can be, so that the last one is not a lone column. The first `repeated` columns stand in every
 * block, because the others are held against them. Answers positions, from 0.
 */
export function printBlocks(
  columns: number,
  most: number = mostColumnsOnPaper,
  repeated: number = 0,
): readonly (readonly number[])[] {
  const all = Array.from({ length: columns }, (_, index) => index);
  if (columns <= most) return [all];
  const again = all.slice(0, repeated);
  const others = all.slice(repeated);
  const blocks = Math.ceil(others.length / (most - repeated));
  return Array.from({ length: blocks }, (_, block) => [
    ...again,
    ...others.slice(
      Math.ceil((block * others.length) / blocks),
      Math.ceil(((block + 1) * others.length) / blocks),
    ),
  ]);
}

/** What stands above a block: "Part 2 of 3: roles 9 to 16 of 24". */
export function blockWords(
  blocks: readonly (readonly number[])[],
  index: number,
  nouns: string,
  repeated: number = 0,
): string {
  const columns = blocks[index] ?? [];
  const last = (columns.at(-1) ?? 0) + 1;
  const first = (columns[repeated] ?? 0) + 1;
  const span = first === last ? `${singularOf(nouns)} ${first}` : `${nouns} ${first} to ${last}`;
  const all = (blocks.at(-1)?.at(-1) ?? 0) + 1;
  return `Part ${index + 1} of ${blocks.length}: ${span} of ${all}${repeated > 0 ? ', beside the first' : ''}`;
}
