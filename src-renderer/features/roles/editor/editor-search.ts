/** What the editor is opened for: a new role, one to change, a copy of one, or a clash of two changes of one. */
export type EditorTask =
  | { readonly as: 'new'; readonly id: null }
  | { readonly as: 'clone'; readonly id: number }
  | {
      readonly as: 'edit';
      readonly id: number;
      /** The change that met somebody else's. */
      readonly clash?: string;
    };

/** What the editor keeps in the address: `id` to change a role, with `clash` to decide one, `from` to copy one. */
export interface EditorSearch {
  readonly id?: string;
  readonly clash?: string;
  readonly from?: string;
}

const longestId = 100;
const number = /^-?\d{1,15}$/;

/** Takes from an address what the editor knows; never fails. */
export function readEditorSearch(raw: Readonly<Record<string, unknown>>): EditorSearch {
  const { id, clash, from } = raw;
  if (typeof id === 'string' && number.test(id))
    return typeof clash === 'string' && clash.length > 0 && clash.length <= longestId
      ? { id, clash }
      : { id };
  return typeof from === 'string' && number.test(from) ? { from } : {};
}

/** See {@link EditorTask}. */
export function taskOf(search: EditorSearch): EditorTask {
  if (search.id !== undefined)
    return {
      as: 'edit',
      id: Number(search.id),
      ...(search.clash === undefined ? {} : { clash: search.clash }),
    };
  return search.from === undefined ? { as: 'new', id: null } : { as: 'clone', id: Number(search.from) };
}
