/** The id of a cell's element, which `aria-activedescendant` of the grid points to. Row -1 is the header. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row === -1 ? 'h' : row}-${column}`;
}
