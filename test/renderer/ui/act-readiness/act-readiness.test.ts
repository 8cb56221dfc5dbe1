import { describe, expect, it } from 'vitest';
import { whyNot, whyNotAtOnce } from '../../../../src-renderer/ui/act-readiness/act-readiness.ts';
import { abilitiesBut } from '../../features/connect/open-tenant.ts';

const all = abilitiesBut({});
const links = ['online', 'connecting', 'offline', 'needs-sign-in', 'not-a-tenant'] as const;

describe('why an edit cannot be made', () => {
  it.each(links)('is nothing for somebody who may, while the link is %s', (link) => {
    expect(whyNot('deleteUsers', { abilities: all, session: { link, workOffline: false } })).toBeNull();
  });

  it('is nothing while working offline by choice', () => {
    expect(
      whyNot('deleteUsers', { abilities: all, session: { link: 'offline', workOffline: true } }),
    ).toBeNull();
  });

  it('is that nothing is known, or no tenant is open', () => {
    expect(whyNot('deleteUsers', { abilities: null, session: null })).toBe('No tenant is open.');
    expect(whyNot('deleteUsers', { abilities: all, session: { link: 'none', workOffline: false } })).toBe(
      'No tenant is open.',
    );
  });

  it.each(links)('is the missing right, while the link is %s', (link) => {
    const abilities = abilitiesBut({ deleteUsers: 'Needs System administrator.' });
    const session = { link, workOffline: false };
    expect(whyNot('deleteUsers', { abilities, session })).toBe('Needs System administrator.');
    expect(whyNotAtOnce('deleteUsers', { abilities, session })).toBe('Needs System administrator.');
  });
});

describe('why something that cannot wait cannot be done now', () => {
  it('is nothing online', () => {
    expect(
      whyNotAtOnce('signOutUsers', { abilities: all, session: { link: 'online', workOffline: false } }),
    ).toBeNull();
  });

  it.each(['none', 'connecting', 'offline', 'needs-sign-in', 'not-a-tenant'] as const)(
    'is said for a link that is %s',
    (link) => {
      expect(whyNotAtOnce('signOutUsers', { abilities: all, session: { link, workOffline: false } })).toMatch(
        /\w{3,}/,
      );
    },
  );

  it('is said when working offline by choice', () => {
    expect(
      whyNotAtOnce('signOutUsers', { abilities: all, session: { link: 'offline', workOffline: true } }),
    ).toContain('offline');
  });
});
