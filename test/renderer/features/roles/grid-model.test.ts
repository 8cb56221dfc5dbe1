import { describe, expect, it } from 'vitest';
import {
  editorTypes,
  gridLines,
  stepWords,
} from '../../../../src-renderer/features/roles/editor/grid-model.ts';
import type { GridLine } from '../../../../src-renderer/features/roles/editor/grid-model.ts';
import { formOf, setOf } from './role-sets.ts';

const sets = [setOf('Users: view', 'read users'), setOf('Jobs', 'create jobs', 'read jobs')];
const form = formOf(['Users: view'], 'sync quantum');
const types = editorTypes([], sets, form.single);
const lines = (takesSingle: boolean, typed = '', now = form, then = form): readonly GridLine[] =>
  gridLines({ types, form: now, opened: then, takes: { sets, single: takesSingle }, typed });
const line = (list: readonly GridLine[], key: string): GridLine | undefined =>
  list.find((each) => each.key === key);

describe('the lines of the role editor', () => {
  it('are the head, then groups with their resource types, unknown ones among them', () => {
    expect(lines(true).map(({ key }) => key)).toEqual([
      'head',
      'group iam',
      'users',
      'group workload',
      'jobs',
      'group other',
      'quantum',
    ]);
    expect(line(lines(true), 'quantum')?.more).toEqual(['sync']);
  });

  it('say what a press toggles: a cell, a row, a group, a column', () => {
    const list = lines(true);
    expect(line(list, 'users')?.boxes.map(({ label }) => label)).toEqual([
      'All of Users',
      'Create Users',
      'Read Users',
      'Update Users',
      'Delete Users',
    ]);
    expect(line(list, 'group iam')?.boxes[2]?.keys).toEqual(['read users']);
    expect(line(list, 'head')?.boxes[1]?.keys).toEqual(['create users', 'create jobs', 'create quantum']);
  });

  it('count a line as full when nothing more of it can be given', () => {
    const [whole, create, read] = line(lines(false), 'users')?.boxes ?? [];
    expect(read).toMatchObject({ ticked: 'all', bySets: ['Users: view'], locked: null });
    expect(create).toMatchObject({ ticked: 'none', locked: 'No permission set of this tenant gives it.' });
    expect(whole?.ticked).toBe('all');
    expect(line(lines(true), 'users')?.boxes[0]?.ticked).toBe('some');
  });

  it('mark what moved since the form was opened', () => {
    const now = formOf(['Jobs']);
    expect(line(lines(true, '', now), 'users')?.boxes[2]?.moved).toBe('lost');
    expect(line(lines(true, '', now), 'jobs')?.boxes[1]?.moved).toBe('gained');
  });

  it('toggle only what the search leaves', () => {
    const list = lines(true, 'job');
    expect(list.map(({ key }) => key)).toEqual(['head', 'group workload', 'jobs']);
    expect(list[0]?.boxes[1]?.keys).toEqual(['create jobs']);
    expect(lines(true, 'nothing so')).toEqual([]);
  });

  it('tell which sets a step moved and what those give', () => {
    expect(stepWords(form, formOf(['Jobs']), sets)).toBe(
      'Added “Jobs”: Jobs (create, read). Took away “Users: view”: Users (read).',
    );
    expect(stepWords(form, form, sets)).toBeNull();
    const many = ['a', 'b', 'c'].map((name) => ({ id: name, name, description: '', permissions: [] }));
    expect(stepWords({ ...form, setIds: [] }, { ...form, setIds: ['a', 'b', 'c'] }, many)).toBe(
      'Added 3 permission sets: “a”, “b”, and “c”.',
    );
  });
});
