import { describe, expect, it } from 'vitest';
import { resourceTypesOf } from '../../../src-main/demo-tenant/core/resource-types.ts';
import { matrix213 } from '../../../src-shared/profiles/matrix-2-13.ts';
import { resourceTypeWords } from '../../../src-shared/profiles/resource-types.ts';

describe('words of resource types', () => {
  it.each(['2.24', '3.0'] as const)('knows every resource type of a %s tenant', (profile) => {
    const unknown = resourceTypesOf(profile).filter(({ id }) => resourceTypeWords(id).group === 'other');
    expect(unknown).toEqual([]);
  });

  it('has a name for each entity of 2.13', () => {
    for (const { id } of matrix213.entities) expect(resourceTypeWords(id).group).not.toBe('other');
    expect(resourceTypeWords('data-sources').name).toBe('Data Sources');
  });

  it('keeps the id of a type that came later', () => {
    expect(resourceTypeWords('quantum-nodes')).toEqual({ name: 'quantum-nodes', group: 'other' });
  });
});
