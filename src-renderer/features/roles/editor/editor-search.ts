/** What the editor is opened for: a new role, one to change, or a copy of one. */
export type EditorTask =
  | { readonly as: 'new'; readonly id: null }
  | { readonly as: 'edit' | 'clone'; readonly id: number };

/** What the editor keeps in the address: `id` to change a role, `from` to copy one. */
export interface EditorSearch {
  readonly id?: string;
  readonly from?: string;
}

const number = /^-?\d{1,15}$/;

/** Takes from an address what the editor knows; never fails. */
export function readEditorSearch(raw: Readonly<Record<string, unknown>>): EditorSearch {
  const { id, from } = raw;
  if (typeof id === 'string' && number.test(id)) return { id };
  return typeof from === 'string' && number.test(from) ? { from } : {};
}

/** See {@link EditorTask}. */
export function taskOf(search: EditorSearch): EditorTask {
  if (search.id !== undefined) return { as: 'edit', id: Number(search.id) };
  return search.from === undefined ? { as: 'new', id: null } : { as: 'clone', id: Number(search.from) };
}
