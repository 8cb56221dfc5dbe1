import { expect, test } from 'vitest';
import { groupOf, titleOf } from '../../../../src-renderer/ui/access/resource-words.ts';

test.each([
  ['project', 'other', 'organization'],
  ['pvc-assets', 'other', 'workload-asset'],
  ['pvc-assets', 'their-own', 'their-own'],
  ['quantum', 'other', 'other'],
  ['access_rules', '', 'iam'],
])('%s of group "%s" is shown under %s', (resourceType, group, expected) => {
  expect(groupOf({ resourceType, group })).toBe(expected);
});

test.each([
  ['pvc-assets', 'pvc-assets', 'PVC assets'],
  ['compute-resources', 'compute-resources', 'Compute resources'],
  ['quantum_things', '', 'Quantum things'],
  ['project', 'Projects of yours', 'Projects of yours'],
])('%s called "%s" is titled %s', (resourceType, displayName, expected) => {
  expect(titleOf({ resourceType, displayName })).toBe(expected);
});
