import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedFields, isSameTenant, preconditionText } from '../../../src-shared/changes/plan-file.ts';

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()));
const fields = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), value, { maxKeys: 6 });

describe('preconditions', () => {
  it('are the same text whatever the order of fields and of lists', () => {
    fc.assert(
      fc.property(fields, (given) => {
        const turned = Object.fromEntries(
          Object.entries(given)
            .toReversed()
            .map(([field, one]) => [field, Array.isArray(one) ? one.toReversed() : one]),
        );
        expect(preconditionText(turned)).toBe(preconditionText(given));
        expect(changedFields(given, turned)).toEqual([]);
      }),
    );
  });

  it('name the fields that differ, and let a later sign-in pass', () => {
    const seen = { email: 'a@example.com', groups: ['x'], lastLogin: '2026-01-01T00:00:00Z' };
    expect(changedFields(seen, { ...seen, lastLogin: '2026-02-01T00:00:00Z' })).toEqual([]);
    expect(changedFields(seen, { ...seen, groups: ['y'] })).toEqual(['groups']);
    expect(changedFields(seen, {})).toEqual(['email', 'groups']);
  });
});

describe('the tenant of a plan', () => {
  const made = { url: 'https://a.example.com', label: 'a', tenantId: '7' as string | null, isDemo: false };
  it.each([
    ['the same', made, true],
    ['of another address', { ...made, url: 'https://b.example.com' }, false],
    ['of another number', { ...made, tenantId: '8' }, false],
    ['of a number not known yet', { ...made, tenantId: null }, true],
    ['the demo tenant', { ...made, isDemo: true }, false],
  ])('%s', (_case, here, expected) => {
    expect(isSameTenant(made, here)).toBe(expected);
  });
  it('is the demo tenant at whatever address it is', () => {
    const demo = { ...made, isDemo: true };
    expect(isSameTenant(demo, { ...demo, url: 'http://127.0.0.1:5' })).toBe(true);
  });
});
