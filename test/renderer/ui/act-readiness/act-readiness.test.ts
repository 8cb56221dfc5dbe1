import { describe, expect, it } from 'vitest';
import { whyNot } from '../../../../src-renderer/ui/act-readiness/act-readiness.ts';
import { abilitiesBut } from '../../features/connect/open-tenant.ts';

const all = abilitiesBut({});

describe('why an act cannot be done now', () => {
  it('is nothing for somebody who may, online', () => {
    expect(
      whyNot('deleteUsers', { abilities: all, session: { link: 'online', workOffline: false } }),
    ).toBeNull();
  });

  it.each(['none', 'connecting', 'offline', 'needs-sign-in', 'not-a-tenant'] as const)(
    'is said for a link that is %s',
    (link) => {
      expect(whyNot('deleteUsers', { abilities: all, session: { link, workOffline: false } })).toMatch(
        /\w{3,}/,
      );
    },
  );

  it('is said when working offline by choice, and when nothing is known yet', () => {
    expect(
      whyNot('deleteUsers', { abilities: all, session: { link: 'offline', workOffline: true } }),
    ).toContain('offline');
    expect(whyNot('deleteUsers', { abilities: null, session: null })).toBe('No tenant is open.');
  });

  it('names the missing right before the state of the connection', () => {
    const abilities = abilitiesBut({ deleteUsers: 'Needs System administrator.' });
    expect(whyNot('deleteUsers', { abilities, session: { link: 'offline', workOffline: false } })).toBe(
      'Needs System administrator.',
    );
  });
});
