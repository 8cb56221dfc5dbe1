import { expect, test } from 'vitest';
import { parseResource } from '../../../src-main/cli/access-arguments.ts';
import { aRole } from '../../builders/facts.ts';

const roleOf = (...names: readonly (readonly [resourceType: string, displayName: string])[]) => [
  {
    ...aRole(1, 'Editor'),
    permissions: names.map(([resourceType, displayName]) => ({
      resourceType,
      displayName,
      group: 'organization',
      actions: ['read' as const],
    })),
  },
];
const old = roleOf(['projects', 'Projects'], ['data-sources', 'Data Sources']);
const today = roleOf(['project', 'Project'], ['access-rules', 'Access rules'], ['access-rule', 'One rule']);

test.each([
  ['projects', old, 'projects'],
  ['project', old, 'projects'],
  ['Data source', old, 'data-sources'],
  ['projects', today, 'project'],
  ['access-rule', today, 'access-rule'],
  ['access rules', today, 'access-rules'],
])('“%s” is a resource type of this version', (text, roles, found) => {
  expect(parseResource(text, roles)).toBe(found);
});

test('what is none is told with those there are', () => {
  expect(() => parseResource('planet', old)).toThrow('There is no resource type “planet”.');
});
