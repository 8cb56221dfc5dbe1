import { describe, expect, it } from 'vitest';
import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';

const index = createScopeIndex(smallScopeTree);

describe('createScopeIndex', () => {
  it('finds scopes by type and id together', () => {
    expect(index.find({ type: 'project', id: 'p-cats' })?.name).toBe('cats');
    expect(index.find({ type: 'cluster', id: 'p-cats' })).toBeNull();
  });

  it('lists ancestors from the tenant down, without the scope itself', () => {
    expect(index.ancestors({ type: 'project', id: 'p-dogs' }).map((one) => one.name)).toEqual([
      'Acme',
      'a',
      'vision',
    ]);
    expect(index.ancestors({ type: 'tenant', id: '7' })).toEqual([]);
    expect(index.ancestors({ type: 'project', id: 'nowhere' })).toEqual([]);
  });

  it.each([
    ['project in its cluster', { type: 'project', id: 'p-cats' }, { type: 'cluster', id: 'cluster-a' }, true],
    [
      'project in another cluster',
      { type: 'project', id: 'p-cats' },
      { type: 'cluster', id: 'cluster-b' },
      false,
    ],
    ['a scope in itself', { type: 'cluster', id: 'cluster-a' }, { type: 'cluster', id: 'cluster-a' }, false],
    ['the wider in the narrower', { type: 'tenant', id: '7' }, { type: 'cluster', id: 'cluster-a' }, false],
  ] as const)('isBelow: %s', (_case, inner, outer, expected) => {
    expect(index.isBelow(inner, outer)).toBe(expected);
  });

  it.each([
    [{ type: 'tenant', id: '7' }, true],
    [{ type: 'cluster', id: 'cluster-a' }, true],
    [{ type: 'cluster', id: 'cluster-b' }, false],
    [{ type: 'department', id: 'd-empty' }, false],
    [{ type: 'project', id: 'p-cats' }, true],
    [{ type: 'project', id: 'nowhere' }, false],
  ] as const)('hasProject %j: %s', (scope, expected) => {
    expect(index.hasProject(scope)).toBe(expected);
  });

  it('labels known and unknown scopes', () => {
    expect(index.label({ type: 'department', id: 'd-vision' })).toBe('Department vision');
    expect(index.label({ type: 'project', id: 'gone' })).toBe('Project gone');
    expect(index.label({ type: 'tenant', id: '7' })).toBe('All clusters, present and future');
  });
});
