import { describe, expect, it } from 'vitest';
import { abilitiesSchema } from '../../../../src-shared/domain/tenant.ts';
import { sortAbilities } from '../../../../src-renderer/features/connect/ability-words.ts';
import { abilitiesBut } from './open-tenant.ts';

describe('abilities after connecting', () => {
  it('names each one once, the refused ones with their reason', () => {
    const { allowed, refused } = sortAbilities(abilitiesBut({ createUsers: 'Needs System administrator.' }));
    expect(allowed.length + refused.length).toBe(abilitiesSchema.keyof().options.length);
    expect(refused).toEqual([
      { id: 'createUsers', name: 'Create users', allowed: false, reason: 'Needs System administrator.' },
    ]);
  });
});
