/** A place in the grid: line from the top, box from the left. */
export interface GridPlace {
  readonly line: number;
  readonly box: number;
}

/** What a key means in the grid. */
export type GridStep =
  | { readonly kind: 'move'; readonly to: GridPlace }
  | { readonly kind: 'press'; readonly at: GridPlace }
  | null;

/** How large the grid is, and where its parts begin. */
export interface GridShape {
  readonly lines: number;
  readonly boxes: number;
  /** Lines that are the heads of groups. */
  readonly groups: readonly number[];
  /** Letters that press a box of the line the keyboard is on, by box. */
  readonly letters: Readonly<Record<string, number>>;
}

/**
 * Keys of the permission grid (ux §3): arrows, Home and End, Ctrl with them for the corners, Page for the next group,
 * Space or Enter presses, and so does a letter on its box of the line.
 */
export function stepInGrid(
  key: { readonly key: string; readonly mod: boolean },
  at: GridPlace,
  shape: GridShape,
): GridStep {
  const last = { line: shape.lines - 1, box: shape.boxes - 1 };
  const move = (line: number, box: number): GridStep => ({
    kind: 'move',
    to: { line: Math.max(0, Math.min(last.line, line)), box: Math.max(0, Math.min(last.box, box)) },
  });
  switch (key.key) {
    case 'ArrowUp':
      return move(at.line - 1, at.box);
    case 'ArrowDown':
      return move(at.line + 1, at.box);
    case 'ArrowLeft':
      return move(at.line, at.box - 1);
    case 'ArrowRight':
      return move(at.line, at.box + 1);
    case 'Home':
      return key.mod ? move(0, 0) : move(at.line, 0);
    case 'End':
      return key.mod ? move(last.line, last.box) : move(at.line, last.box);
    case 'PageDown':
      return move(shape.groups.find((line) => line > at.line) ?? last.line, at.box);
    case 'PageUp':
      return move(shape.groups.findLast((line) => line < at.line) ?? 0, at.box);
    case ' ':
    case 'Enter':
      return key.mod ? null : { kind: 'press', at };
    default: {
      const box = key.mod ? undefined : shape.letters[key.key.toLowerCase()];
      return box === undefined ? null : { kind: 'press', at: { line: at.line, box } };
    }
  }
}
