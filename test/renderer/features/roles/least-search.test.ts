import { expect, test } from 'vitest';
import { readLeastSearch } from '../../../../src-renderer/features/roles/least/least-search.ts';
import { scopeOfText, scopeOptions, scopeText } from '../../../../src-renderer/ui/access/scope-options.ts';
import type { ScopeNode } from '../../../../src-shared/domain/scope.ts';

test('a wish is read from an address with care', () => {
  expect(
    readLeastSearch({
      need: ['read users', 'read users', 'nonsense', ''],
      at: ['project:4', 'planet:1', 'project:'],
      among: 'custom',
    }),
  ).toEqual({ need: ['read users'], at: ['project:4'], among: 'custom' });
  expect(readLeastSearch({ need: 'create jobs', among: 'all', at: 7 })).toEqual({ need: ['create jobs'] });
});

const node = (type: ScopeNode['type'], id: string, name: string, parent: number | null): ScopeNode => ({
  type,
  id,
  name,
  parent,
  state: null,
  ruleCount: 0,
});

test('scopes to choose from say where they lie', () => {
  const options = scopeOptions([
    node('tenant', '1', 'acme', null),
    node('cluster', 'c', 'oslo', 0),
    node('department', '7', 'vision', 1),
    node('project', 'a:b', 'cats', 2),
  ]);
  expect(options.map(({ label }) => label)).toEqual([
    'All clusters, present and future',
    'Cluster oslo',
    'Department vision · oslo',
    'Project cats · vision',
  ]);
  expect(scopeOfText(options[3]?.value ?? '')).toEqual({ type: 'project', id: 'a:b' });
  expect(scopeText({ type: 'tenant', id: '1' })).toBe('tenant:1');
});
