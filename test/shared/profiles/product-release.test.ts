import { describe, expect, it } from 'vitest';
import { featuresOf, whyLacking } from '../../../src-shared/profiles/product-features.ts';
import { releaseFrom, releaseText } from '../../../src-shared/profiles/product-release.ts';

describe('which version of 2.19 to 2.23 a tenant runs', () => {
  it.each<[string, boolean, string[], string]>([
    ['nothing but the line', false, [], 'Run:ai 2.19 to 2.20'],
    ['a type of 2.20 that went with 2.21', false, ['personal-apps', 'groups'], 'Run:ai 2.20'],
    ['identity providers', true, [], 'Run:ai 2.21 to 2.23'],
    [
      'identity providers and groups, which went with 2.23',
      true,
      ['groups', 'user-apps'],
      'Run:ai 2.21 to 2.22',
    ],
    ['types of 2.22', true, ['groups', 'security-settings'], 'Run:ai 2.22'],
    ['types of 2.23', true, ['security-settings', 'registries'], 'Run:ai 2.23'],
    ['unknown types', true, ['a-newer-one'], 'Run:ai 2.21 to 2.23'],
    ['what contradicts itself', false, ['registries'], 'Run:ai 2.19 to 2.23'],
    ['what contradicts itself otherwise', true, ['registries', 'groups'], 'Run:ai 2.19 to 2.23'],
  ])('%s', (_, identityProviders, resourceTypes, text) => {
    expect(releaseText(releaseFrom({ identityProviders, resourceTypes }))).toBe(text);
  });

  it('says what it has, where that is known', () => {
    const mail = (from: number, to: number): string | null =>
      whyLacking('notifyByMail', '2.22', { from, to });
    expect(mail(223, 223)).toBeNull();
    expect(mail(222, 222)).toBe('Mail from the tenant came with Run:ai 2.23; this tenant runs Run:ai 2.22.');
    expect(mail(221, 223)).toContain('may be older');
    const old = featuresOf('2.22', { from: 219, to: 220 });
    expect([old.identityProviders, old.batchCreateRules, old.changeFeed]).toEqual([false, false, true]);
    // Where it may be either it is asked for, and done without where it is not there.
    expect(featuresOf('2.22', { from: 221, to: 223 }).batchCreateRules).toBe(true);
    expect(featuresOf('2.22', { from: 221, to: 222 })).toMatchObject({
      identityProviders: true,
      notifyByMail: false,
    });
    expect(featuresOf('3.0', { from: 219, to: 219 })).toEqual(featuresOf('3.0'));
  });
});
