import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ByHandSteps } from '../../../../src-renderer/features/changes/by-hand-dialog.tsx';
import { kindWords } from '../../../../src-renderer/features/new-user/new-user-model.ts';
import { ClaimAnswer } from '../../../../src-renderer/features/settings/claim-inspector.tsx';
import { SignOnFacts } from '../../../../src-renderer/features/settings/sign-on-facts.tsx';
import { AssignmentsPart } from '../../../../src-renderer/ui/user-facts/assignments-view.tsx';
import { PasswordPart } from '../../../../src-renderer/ui/user-facts/sign-in-view.tsx';

const html = renderToStaticMarkup;
const warn = (rule: string, message: string) => ({
  rule,
  severity: 'warn' as const,
  field: 'users',
  message,
});

describe('facts of a user in the drawer', () => {
  const view = {
    applies: true,
    projects: [{ id: '1', name: 'cats\u202e', path: ['one', 'research'], via: 'vision' }],
    departments: [],
    findings: [warn('V19', 'Assigned without effect.')],
    whyNotHere: 'It is changed in the tenant’s own console.',
    asOf: null,
  };
  it('V19: shows where somebody is assigned, through what, what has no effect, and why it is not changed here', () => {
    const page = html(<AssignmentsPart view={view} />);
    for (const words of [
      'one / research',
      'vision',
      'Assigned without effect.',
      'Administers no department.',
    ])
      expect(page).toContain(words);
    expect(page).toContain('own console');
    expect(page).not.toContain('\u202e');
    expect(html(<AssignmentsPart view={{ ...view, projects: null }} />)).toContain(
      'does not tell who is assigned',
    );
  });

  it('V31: says how far the password is theirs', () => {
    const page = html(
      <PasswordPart
        view={{ state: 'unused', since: null, words: 'Not used yet.', findings: [warn('V31', 'Lost.')] }}
      />,
    );
    expect(page).toContain('data-password-state="unused"');
    expect(page).toContain('Not used yet.');
    expect(page).toContain('Lost.');
  });
});

describe('how people sign in', () => {
  const view = {
    switchedOn: true,
    providers: [
      {
        alias: 'lab',
        type: 'saml',
        source: 'https://idp.example.test',
        redirectUri: '',
        certificateEnds: '2026-12-01T00:00:00Z',
        mappers: [{ what: 'groups', attribute: 'memberOf' }],
        findings: [warn('V48', 'It ends soon.')],
      },
    ],
    providersWhyNot: null,
    sessions: { redirectsTo: null, idleMinutes: 45, logoutUri: null },
    liveWhyNot: null,
    removal: [warn('V47', 'Sign in with one first.')],
    endsLocalSignIn: false,
    whyNotHere: 'Changed elsewhere.',
    asOf: null,
  };
  it('V47, V48: shows providers with what is wrong, and what has to be so before one is removed', () => {
    const page = html(<SignOnFacts view={view} />);
    for (const words of ['SAML 2.0', 'until 2026-12-01', 'groups = memberOf', 'It ends soon.', '45 minutes'])
      expect(page).toContain(words);
    expect(page.indexOf('Before an identity provider is removed')).toBeLessThan(
      page.indexOf('Sign in with one first.'),
    );
  });
  it('says why there is nothing to show', () => {
    const none = { ...view, providers: [], removal: [], sessions: null, switchedOn: null };
    expect(html(<SignOnFacts view={none} />)).toContain('everybody is a local user');
    const old = { ...none, providersWhyNot: 'It came with 2.21.', liveWhyNot: 'Offline.' };
    expect(html(<SignOnFacts view={old} />)).toContain('It came with 2.21.');
    expect(html(<SignOnFacts view={old} />)).toContain('Only the tenant can tell. Offline.');
    expect(html(<SignOnFacts view={old} />)).not.toContain('everybody is a local user');
  });
  it('V48: shows names and types of claims', () => {
    const page = html(
      <ClaimAnswer
        view={{ claims: [{ name: 'UID', kind: 'a string' }], findings: [warn('V48', 'Wrong.')] }}
      />,
    );
    expect(page).toContain('UID');
    expect(page).toContain('Wrong.');
    expect(html(<ClaimAnswer view={{ claims: [], findings: [] }} />)).toContain('as they should be');
  });
});

it('V40: steps by hand come in their order, with what the console takes at once', () => {
  const page = html(
    <ByHandSteps
      plan={{
        steps: [
          { title: 'Create user a@example.com', lines: [], changes: 1 },
          { title: 'Access rules', lines: ['Subjects: a@example.com', 'Role: Viewer'], changes: 1 },
        ],
        findings: [{ ...warn('V40', 'Ten at once.'), severity: 'info' }],
        leftOut: [{ row: 1, title: 'x', reason: 'y' }],
      }}
    />,
  );
  expect(page).toMatch(/1\. .*Create user.*2\. .*Access rules.*Subjects: a@example\.com/s);
  expect(page).toContain('Ten at once.');
  expect(page).toContain('Left out: 1 change');
});

it('on 2.13 pre-authorising makes a record with roles, and the dialog says so (O16)', () => {
  expect(kindWords('sso', true)).toContain('roles and clusters now');
  expect(kindWords('sso', false)).toContain('after the first sign-in');
  expect(kindWords('local', true)).toBe(kindWords('local', false));
});
