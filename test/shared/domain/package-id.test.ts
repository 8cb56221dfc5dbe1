import { expect, it } from 'vitest';
import { newPackageId } from '../../../src-shared/domain/package-id.ts';

it('is two groups of what cannot be misread', () => {
  const seen = new Set<number>();
  const id = newPackageId({
    below: (bound) => {
      seen.add(bound);
      return bound - 1;
    },
  });
  expect(id).toBe('YYYY-YYYY');
  expect(newPackageId({ below: () => 0 })).toBe('2222-2222');
  expect([...seen]).toEqual([28]);
});
