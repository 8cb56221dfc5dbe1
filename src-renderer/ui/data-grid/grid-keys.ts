/** Where the keyboard is. Row -1 is the header; column 0 is the first column, the selection boxes included. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** The grid's measures. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows a page key moves. */
  readonly page: number;
}

/** The part of a keyboard event that counts. */
export interface GridKey {
  readonly key: string;
  readonly ctrl: boolean;
}

/** Keeps a place inside the grid, e.g. after rows went away. */
export function clampPlace(place: GridPlace, size: GridSize): GridPlace {
  return {
    row: Math.max(-1, Math.min(place.row, size.rows - 1)),
    column: Math.max(0, Math.min(place.column, size.columns - 1)),
  };
}

/** Where a key leads (W3C grid pattern); null when the key does not move. */
export function movePlace(place: GridPlace, key: GridKey, size: GridSize): GridPlace | null {
  const to = (row: number, column: number): GridPlace => clampPlace({ row, column }, size);
  switch (key.key) {
    case 'ArrowUp':
      return to(place.row - 1, place.column);
    case 'ArrowDown':
      return to(place.row + 1, place.column);
    case 'ArrowLeft':
      return to(place.row, place.column - 1);
    case 'ArrowRight':
      return to(place.row, place.column + 1);
    case 'PageUp':
      return to(Math.max(Math.min(0, place.row), place.row - size.page), place.column);
    case 'PageDown':
      return to(place.row + size.page, place.column);
    case 'Home':
      return key.ctrl ? to(Math.min(0, size.rows - 1), 0) : to(place.row, 0);
    case 'End':
      return key.ctrl ? to(size.rows - 1, size.columns - 1) : to(place.row, size.columns - 1);
    default:
      return null;
  }
}
