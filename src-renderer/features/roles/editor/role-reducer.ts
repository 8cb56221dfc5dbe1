import { sameForm } from './role-form.ts';
import type { RoleForm } from './role-form.ts';
import { toggleCells } from './toggle-cells.ts';
import type { Takes } from './toggle-cells.ts';

/** The form with the way that led to it. */
export interface EditorState {
  readonly form: RoleForm;
  /** As it was opened. */
  readonly opened: RoleForm;
  /** Earlier forms, newest last. */
  readonly past: readonly RoleForm[];
  /** Undone forms, nearest first. */
  readonly future: readonly RoleForm[];
  /** The text field that the newest step is typing in: more typing there is the same step. */
  readonly typing: 'name' | 'description' | null;
}

/** All that can happen to the form. */
export type EditorAction =
  | { readonly type: 'type'; readonly field: 'name' | 'description'; readonly text: string }
  | { readonly type: 'left-field' }
  | { readonly type: 'toggle-set'; readonly id: string }
  | { readonly type: 'toggle-cells'; readonly keys: readonly string[] }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'revert' };

/** Steps that can be undone; older ones are forgotten. */
const mostSteps = 200;

/** The editor as it opens. */
export function openEditor(form: RoleForm): EditorState {
  return { form, opened: form, past: [], future: [], typing: null };
}

/** The editor as it opens with what a lock closed: going back to how it was opened is one step. */
export function reopenEditor(opened: RoleForm, form: RoleForm): EditorState {
  return stepTo(openEditor(opened), form);
}

/** Whether there is something to lose. */
export function isDirty(state: EditorState): boolean {
  return !sameForm(state.form, state.opened);
}

/** The next state. What changes nothing is no step. */
export function editorStep(state: EditorState, action: EditorAction, takes: Takes): EditorState {
  switch (action.type) {
    case 'undo': {
      const before = state.past.at(-1);
      if (before === undefined) return state;
      const future = [state.form, ...state.future];
      return { ...state, form: before, past: state.past.slice(0, -1), future, typing: null };
    }
    case 'redo': {
      const [next, ...future] = state.future;
      if (next === undefined) return state;
      return { ...state, form: next, past: [...state.past, state.form], future, typing: null };
    }
    case 'left-field':
      return state.typing === null ? state : { ...state, typing: null };
    case 'type': {
      const form = { ...state.form, [action.field]: action.text };
      if (sameForm(form, state.form)) return state;
      if (state.typing === action.field) return { ...state, form, future: [] };
      return { ...stepTo(state, form), typing: action.field };
    }
    case 'toggle-set': {
      const { setIds } = state.form;
      // What the set gives stays in `single` where it was: taking it away again leaves everything as it was.
      const next = setIds.includes(action.id)
        ? setIds.filter((id) => id !== action.id)
        : [...setIds, action.id];
      return stepTo(state, { ...state.form, setIds: next });
    }
    case 'toggle-cells':
      return stepTo(state, toggleCells(state.form, action.keys, takes));
    case 'revert':
      return stepTo(state, state.opened);
  }
}

function stepTo(state: EditorState, form: RoleForm): EditorState {
  if (sameForm(form, state.form)) return state;
  const past = [...state.past, state.form].slice(-mostSteps);
  return { ...state, form, past, future: [], typing: null };
}
