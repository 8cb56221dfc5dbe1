import { describe, expect, it } from 'vitest';
import { bestFirst, bestFirstFilter } from '../../../../src-renderer/ui/text/best-first.ts';

const roles = ['Department viewer', 'Overviewer', 'Viewer of clusters', 'Viewer', 'Editor'].map((label) => ({
  value: label,
  label,
}));
const labels = (found: readonly object[]): string[] =>
  found.map((one) => ('label' in one ? String(one.label) : ''));

describe('what is typed', () => {
  it.each([
    ['Viewer', ['Viewer', 'Viewer of clusters', 'Department viewer', 'Overviewer']],
    [' view', ['Viewer of clusters', 'Viewer', 'Department viewer', 'Overviewer']],
    ['of clu', ['Viewer of clusters']],
    ['nobody', []],
    ['', roles.map(({ label }) => label)],
  ])('%j offers first what is called so', (typed, found) => {
    expect(labels(bestFirst(roles, typed))).toEqual(found);
  });

  it('finds a place by the start of any of its parts', () => {
    const places = ['Acme / Research / old-vision', 'Acme / vision / x'].map((label) => ({ label }));
    expect(labels(bestFirst(places, 'vision'))[0]).toBe('Acme / vision / x');
  });

  it('shows no more than the field wants', () => {
    expect(labels(bestFirstFilter({ options: roles, search: 'viewer', limit: 2 }))).toEqual([
      'Viewer',
      'Viewer of clusters',
    ]);
  });
});
