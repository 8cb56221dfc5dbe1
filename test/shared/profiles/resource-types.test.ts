import { describe, expect, it } from 'vitest';
import { resourceTypesOf } from '../../../src-main/demo-tenant/core/resource-types.ts';
import { resourceTypeWords } from '../../../src-shared/profiles/resource-types.ts';

describe('words of resource types', () => {
  it.each(['2.24', '3.0'] as const)('knows every resource type of a %s tenant', (profile) => {
    const unknown = resourceTypesOf(profile).filter(({ id }) => resourceTypeWords(id).group === 'other');
    expect(unknown).toEqual([]);
  });

  it('keeps the id of a type that came later', () => {
    expect(resourceTypeWords('quantum-nodes')).toEqual({ name: 'quantum-nodes', group: 'other' });
  });
});
