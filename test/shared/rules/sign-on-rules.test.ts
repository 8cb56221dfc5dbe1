import { describe, expect, it } from 'vitest';
import { checkClaims } from '../../../src-shared/rules/claim-rules.ts';
import {
  checkProvider,
  checkProviderRemoval,
  checkSignOnSwitch,
  type CheckedProvider,
  signOnPhrase,
} from '../../../src-shared/rules/sign-on-rules.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
const mappers = { email: 'email', groups: 'GROUPS', uid: 'UID', gid: null, supplementaryGroups: null };
const saml: CheckedProvider = {
  alias: 'saml-lab',
  type: 'saml',
  certificateEnds: '2030-01-01T00:00:00Z',
  mappers,
};
const said = (found: readonly { rule: string; severity: string }[]): string[] =>
  found.map(({ rule, severity }) => `${rule} ${severity}`);

describe('V48 of an identity provider', () => {
  it.each<[string, Partial<CheckedProvider>, string[], string]>([
    ['a certificate that holds for years', {}, [], ''],
    ['one that ends in thirty days', { certificateEnds: '2026-12-26T12:00:00Z' }, [], ''],
    [
      'one that ends a second sooner',
      { certificateEnds: '2026-12-26T11:59:59Z' },
      ['V48 warn'],
      'in 30 days',
    ],
    ['one that ends tomorrow', { certificateEnds: '2026-11-27T12:00:00Z' }, ['V48 warn'], 'in 1 day.'],
    ['one that ended', { certificateEnds: '2026-11-26T12:00:00Z' }, ['V48 block'], 'ended on 2026-11-26'],
    ['none at all', { certificateEnds: null }, ['V48 warn'], 'sends no signing certificate'],
    ['one that is no certificate', { certificateEnds: 'unreadable' }, ['V48 warn'], 'cannot be read'],
    ['OpenID Connect, which has none', { type: 'oidc', certificateEnds: null }, [], ''],
    ['no attribute for the e-mail', { mappers: { ...mappers, email: null } }, ['V48 block'], 'e-mail'],
    ['no mapping told', { mappers: null }, [], ''],
  ])('%s', (_, over, expected, words) => {
    const found = checkProvider({ ...saml, ...over }, now);
    expect(said(found)).toEqual(expected);
    expect(found.map(({ message }) => message).join()).toContain(words);
  });
});

describe('V48 of what a provider sends', () => {
  const claims = { email: 'ada@example.com', GROUPS: ['a'], UID: 0, GID: 7, SUPPLEMENTARYGROUPS: [1, 2] };
  it.each<[string, Record<string, unknown>, string[], string]>([
    ['all as it should be', claims, [], ''],
    ['only the e-mail', { email: 'ada@example.com' }, [], ''],
    ['no e-mail', { GROUPS: [] }, ['V48 block'], 'email is missing'],
    ['the e-mail in capitals', { Email: 'ada@example.com' }, ['V48 block'], 'called Email there'],
    ['an e-mail in a list', { email: ['ada@example.com'] }, ['V48 block'], 'a list of string'],
    ['a user id as text', { ...claims, UID: '7' }, ['V48 block'], 'UID has to be a whole number'],
    ['a negative group id', { ...claims, GID: -1 }, ['V48 block'], 'GID has to be'],
    ['a half id', { ...claims, UID: 1.5 }, ['V48 block'], 'UID has to be'],
    [
      'supplementary groups as texts',
      { ...claims, SUPPLEMENTARYGROUPS: ['1'] },
      ['V48 block'],
      'a list of string',
    ],
    ['groups as one text', { ...claims, GROUPS: 'a' }, ['V48 block'], 'GROUPS has to be a list of texts'],
    ['groups as numbers', { ...claims, GROUPS: [1] }, ['V48 block'], 'a list of number'],
    ['groups as an object of names', { ...claims, GROUPS: { a: 'research' } }, [], ''],
    [
      'groups in other letters',
      { ...claims, GROUPS: undefined, groups: ['a'] },
      ['V48 warn'],
      'called groups',
    ],
  ])('%s', (_, sent, expected, words) => {
    const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
    const found = checkClaims(given, null);
    expect(said(found)).toEqual(expected);
    expect(found.map(({ message }) => message).join()).toContain(words);
  });

  it('goes by the names that are mapped', () => {
    const own = { ...mappers, groups: 'memberOf' };
    expect(said(checkClaims({ email: 'ada@example.com', memberOf: 'a', GROUPS: 1 }, own))).toEqual([
      'V48 block',
    ]);
  });
});

describe('V47: before an identity provider is removed', () => {
  const ada = { email: 'ada@example.com', lastLogin: '2026-11-01T00:00:00Z' };
  it.each<[string, boolean | null, (typeof ada | { email: string; lastLogin: null })[], string[]]>([
    ['a local actor, and a local administrator who has signed in', true, [ada], []],
    ['an actor who comes by it', false, [ada], ['actor']],
    ['an actor of whom that is not known', null, [ada], ['actor']],
    ['no local administrator', true, [], ['administrators']],
    ['one whose password nobody has tried', true, [{ ...ada, lastLogin: null }], ['password']],
    ['two, of whom one has signed in', true, [{ ...ada, lastLogin: null }, ada], []],
    ['nothing of it', false, [], ['actor', 'administrators']],
  ])('%s', (_, actorIsLocal, localAdministrators, about) => {
    const found = checkProviderRemoval({ actorIsLocal, localAdministrators });
    expect(found.map((one) => one.about)).toEqual(about);
    expect(found.every(({ rule, severity }) => rule === 'V47' && severity === 'block')).toBe(true);
  });
});

describe('V46: switching single sign-on on where it ends local sign-in', () => {
  const context = { localUsers: 12, named: null, typed: null };
  const typed = signOnPhrase(context);
  const seen = { isLocal: false, lastLogin: '2026-11-01T00:00:00Z' };
  it('says who stops working, and that the e-mail has to be known at the provider', () => {
    const found = checkSignOnSwitch('Ines@example.com', { ...context, typed });
    expect(said(found)).toEqual(['V46 warn', 'V46 warn']);
    expect(found[0]?.message).toContain('12 local users stop working');
    expect(found[0]?.message).toContain('only ines@example.com gets in');
    expect(found[1]?.message).toContain('never seen to sign in by single sign-on');
  });
  it('does not ask again of somebody who was seen to come by it', () => {
    expect(said(checkSignOnSwitch('ines@example.com', { ...context, named: seen, typed }))).toEqual([
      'V46 warn',
    ]);
    const local = { ...seen, isLocal: true };
    expect(checkSignOnSwitch('ines@example.com', { ...context, named: local, typed })).toHaveLength(2);
  });
  it('wants the phrase, and an e-mail', () => {
    expect(said(checkSignOnSwitch('ines@example.com', { ...context, named: seen, typed: 'stop' }))).toEqual([
      'V46 warn',
      'V46 block',
    ]);
    expect(said(checkSignOnSwitch('ines', { ...context, typed }))).toEqual(['V46 block']);
    expect(said(checkSignOnSwitch('', { ...context, typed }))).toEqual(['V46 block']);
  });
});
