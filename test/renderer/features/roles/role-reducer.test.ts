import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  draftOfForm,
  formOfDraft,
  formOfKept,
  keptOfForm,
  keysOfForm,
  sameForm,
} from '../../../../src-renderer/features/roles/editor/role-form.ts';
import {
  editorStep,
  isDirty,
  openEditor,
  reopenEditor,
} from '../../../../src-renderer/features/roles/editor/role-reducer.ts';
import type {
  EditorAction,
  EditorState,
} from '../../../../src-renderer/features/roles/editor/role-reducer.ts';
import type { Takes } from '../../../../src-renderer/features/roles/editor/toggle-cells.ts';
import { anyKey, anyWorld, formOf, setOf } from './role-sets.ts';

const sets = [setOf('view', 'read users'), setOf('manage', 'create users', 'read users')];
const takes: Takes = { sets, single: true };
const run = (start: EditorState, ...actions: readonly EditorAction[]): EditorState =>
  actions.reduce((state, action) => editorStep(state, action, takes), start);

describe('the role editor', () => {
  it('opens after a lock with what was typed and chosen, and one step leads back to the role', () => {
    const role = formOf([]);
    const edited = run(
      openEditor(role),
      { type: 'type', field: 'name', text: 'Half' },
      { type: 'toggle-set', id: sets[1]?.id ?? '' },
    ).form;
    const kept: unknown = JSON.parse(JSON.stringify(keptOfForm(edited, { name: 'Desk' })));
    expect(kept).toMatchObject({ shown: { name: 'Desk' } });
    const state = reopenEditor(role, formOfKept(kept as ReturnType<typeof keptOfForm>));
    expect(sameForm(state.form, edited)).toBe(true);
    expect(isDirty(state)).toBe(true);
    expect(sameForm(run(state, { type: 'undo' }).form, role)).toBe(true);
    expect(isDirty(reopenEditor(role, role))).toBe(false);
  });

  it('takes typing in one field as one step, until the field is left', () => {
    const state = run(
      openEditor(formOf([])),
      { type: 'type', field: 'name', text: 'A' },
      { type: 'type', field: 'name', text: 'Au' },
      { type: 'left-field' },
      { type: 'type', field: 'name', text: 'Audit' },
    );
    expect(state.past).toHaveLength(2);
    expect(run(state, { type: 'undo' }).form.name).toBe('Au');
  });

  it('keeps a single permission that a set gives as well, so that the set can be taken away again', () => {
    const opened = openEditor(formOf([], 'read users'));
    const on = run(opened, { type: 'toggle-set', id: 'manage' });
    expect(draftOfForm(on.form, sets).permissions).toEqual([]);
    const off = run(on, { type: 'toggle-set', id: 'manage' });
    expect(isDirty(off)).toBe(false);
    expect(draftOfForm(off.form, sets).permissions).toEqual([{ resourceType: 'users', actions: ['read'] }]);
  });

  it('forgets what was undone when something else is done', () => {
    const state = run(
      openEditor(formOf([])),
      { type: 'toggle-set', id: 'view' },
      { type: 'undo' },
      { type: 'toggle-cells', keys: ['create users'] },
    );
    expect(run(state, { type: 'redo' })).toBe(state);
  });

  const action = fc.oneof<fc.Arbitrary<EditorAction>[]>(
    fc.record({
      type: fc.constant('type' as const),
      field: fc.constantFrom('name' as const, 'description' as const),
      text: fc.string({ maxLength: 3 }),
    }),
    fc.record({ type: fc.constantFrom('left-field' as const, 'revert' as const) }),
    fc.record({ type: fc.constant('toggle-set' as const), id: fc.constantFrom('s0', 's1', 's2', 'gone') }),
    fc.record({
      type: fc.constant('toggle-cells' as const),
      keys: fc.uniqueArray(anyKey, { minLength: 1, maxLength: 4 }),
    }),
  );

  it('undoes every step back to where it began, and does them all again', () => {
    fc.assert(
      fc.property(anyWorld, fc.boolean(), fc.array(action, { maxLength: 20 }), (world, single, actions) => {
        const mine: Takes = { sets: world.sets, single };
        const step = (state: EditorState, each: EditorAction): EditorState => editorStep(state, each, mine);
        const end = actions.reduce(step, openEditor(world.form));
        let back = end;
        for (let left = end.past.length; left > 0; left -= 1) back = step(back, { type: 'undo' });
        expect(sameForm(back.form, world.form)).toBe(true);
        expect(isDirty(back)).toBe(false);
        let again = back;
        for (let left = back.future.length; left > 0; left -= 1) again = step(again, { type: 'redo' });
        expect(again.form).toEqual(end.form);
        expect(again.past).toHaveLength(end.past.length);
      }),
    );
  });

  it('loses no permission on the way to the draft and back, known to us or not', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const back = formOfDraft(draftOfForm(world.form, world.sets));
        expect(keysOfForm(back, world.sets)).toEqual(keysOfForm(world.form, world.sets));
      }),
    );
  });
});
