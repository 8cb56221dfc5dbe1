import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOfForm } from '../../../../src-renderer/features/roles/editor/role-form.ts';
import {
  givable,
  tickedOf,
  toggleCells,
} from '../../../../src-renderer/features/roles/editor/toggle-cells.ts';
import { anyKey, anyWorld, formOf, setOf } from './role-sets.ts';

const view = setOf('Users: view', 'read users', 'read groups');
const manage = setOf('Users: manage', 'create users', 'read users', 'update users', 'delete users');
const sets = [manage, view];

describe('with sets alone', () => {
  const takes = { sets, single: false };

  it('gives a cell by the set that gives least beside it', () => {
    expect(toggleCells(formOf([]), ['read users'], takes).setIds).toEqual(['Users: view']);
    expect(toggleCells(formOf([]), ['read users', 'create users'], takes).setIds).toEqual(['Users: manage']);
  });

  it('takes a cell by taking every set that gives it', () => {
    const form = toggleCells(formOf(['Users: view', 'Users: manage']), ['read users'], takes);
    expect(form.setIds).toEqual([]);
  });

  it('leaves alone what no set gives', () => {
    const form = formOf(['Users: view']);
    expect(toggleCells(form, ['read quantum'], takes)).toEqual(form);
  });

  it('gives all of a line that can be given, and takes all of it when nothing is missing', () => {
    const line = ['create users', 'read users', 'sync users'];
    const full = toggleCells(formOf([]), line, takes);
    expect(full.setIds).toEqual(['Users: manage']);
    expect(toggleCells(full, line, takes).setIds).toEqual([]);
  });
});

describe('with single permissions', () => {
  const takes = { sets, single: true };

  it('replaces a set of which one cell is taken by its other cells', () => {
    const form = toggleCells(formOf(['Users: manage']), ['delete users'], takes);
    expect(form.setIds).toEqual([]);
    expect([...form.single].toSorted()).toEqual(['create users', 'read users', 'update users']);
  });
});

describe('laws', () => {
  const keysAsked = fc.uniqueArray(anyKey, { minLength: 1, maxLength: 6 });

  it('gives everything asked that can be given, or takes everything asked', () => {
    fc.assert(
      fc.property(anyWorld, keysAsked, fc.boolean(), (world, keys, single) => {
        const takes = { sets: world.sets, single };
        const before = keysOfForm(world.form, world.sets);
        const after = keysOfForm(toggleCells(world.form, keys, takes), world.sets);
        const possible = keys.filter((key) => before.has(key) || (givable(takes)?.has(key) ?? true));
        const ticked = tickedOf(possible, before);
        if (possible.length === 0) expect(after).toEqual(before);
        else if (ticked === 'all') expect(keys.some((key) => after.has(key))).toBe(false);
        else {
          expect(possible.every((key) => after.has(key))).toBe(true);
          expect([...before].every((key) => after.has(key))).toBe(true);
        }
      }),
    );
  });

  it('changes exactly what was asked where single permissions are taken, and a second time undoes it', () => {
    fc.assert(
      fc.property(anyWorld, keysAsked, (world, keys) => {
        const takes = { sets: world.sets, single: true };
        const before = keysOfForm(world.form, world.sets);
        const once = toggleCells(world.form, keys, takes);
        const after = keysOfForm(once, world.sets);
        const others = (given: ReadonlySet<string>): string[] =>
          [...given].filter((key) => !keys.includes(key)).toSorted();
        expect(others(after)).toEqual(others(before));
        if (tickedOf(keys, before) !== 'some') {
          expect(keysOfForm(toggleCells(once, keys, takes), world.sets)).toEqual(before);
        }
      }),
    );
  });
});
