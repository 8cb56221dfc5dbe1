import { describe, expect, it } from 'vitest';
import { checkAccessKeys } from '../../../src-shared/rules/access-key-rules.ts';
import {
  checkDepartmentAssignment,
  checkProjectAssignment,
  checkResearcherAssignment,
} from '../../../src-shared/rules/assignment-rules.ts';
import { type PasswordFacts, readPassword } from '../../../src-shared/rules/password-rules.ts';

const said = (found: readonly { rule: string; severity: string }[]): string[] =>
  found.map(({ rule, severity }) => `${rule} ${severity}`);

describe('V31: whether a temporary password was changed', () => {
  const now = Date.parse('2026-11-26T00:00:00Z');
  const fresh: PasswordFacts = {
    email: 'ada@example.com',
    isLocal: true,
    createdAt: '2026-11-20T00:00:00Z',
    lastLogin: null,
    mustChange: null,
    resetAt: null,
  };
  it.each<[string, Partial<PasswordFacts>, string, string | null, string[]]>([
    ['made six days ago and never used', {}, 'unused', '2026-11-20T00:00:00Z', []],
    [
      'made fourteen days ago',
      { createdAt: '2026-11-12T00:00:00Z' },
      'unused',
      '2026-11-12T00:00:00Z',
      ['V31 warn'],
    ],
    [
      'made not quite fourteen days ago',
      { createdAt: '2026-11-12T00:00:01Z' },
      'unused',
      '2026-11-12T00:00:01Z',
      [],
    ],
    ['signed in since', { lastLogin: '2026-11-21T00:00:00Z' }, 'changed', null, []],
    [
      'reset after the last sign-in',
      { lastLogin: '2026-11-21T00:00:00Z', resetAt: '2026-11-22T00:00:00Z' },
      'unused',
      '2026-11-22T00:00:00Z',
      [],
    ],
    [
      'reset long ago and not used',
      {
        lastLogin: '2026-10-01T00:00:00Z',
        createdAt: '2026-01-01T00:00:00Z',
        resetAt: '2026-10-02T00:00:00Z',
      },
      'unused',
      '2026-10-02T00:00:00Z',
      ['V31 warn'],
    ],
    [
      'signed in after the reset',
      { lastLogin: '2026-11-23T00:00:00Z', resetAt: '2026-11-22T00:00:00Z' },
      'changed',
      null,
      [],
    ],
    ['SSO', { isLocal: false, mustChange: true }, 'none', null, []],
    ['not told whether local', { isLocal: null }, 'unknown', null, []],
    ['made nobody knows when, never used', { createdAt: null }, 'unused', null, []],
    [
      'made nobody knows when, signed in',
      { createdAt: null, lastLogin: '2026-11-21T00:00:00Z' },
      'unknown',
      null,
      [],
    ],
    ['told to be changed', { mustChange: false }, 'changed', null, []],
    ['told not to be, never used', { mustChange: true }, 'unused', '2026-11-20T00:00:00Z', []],
    [
      'told not to be, used',
      { mustChange: true, lastLogin: '2026-11-21T00:00:00Z' },
      'to-change',
      '2026-11-20T00:00:00Z',
      [],
    ],
    [
      'told not to be, for long',
      { mustChange: true, createdAt: '2026-01-20T00:00:00Z', lastLogin: '2026-11-21T00:00:00Z' },
      'to-change',
      '2026-01-20T00:00:00Z',
      ['V31 warn'],
    ],
  ])('%s', (_, over, state, since, findings) => {
    const verdict = readPassword({ ...fresh, ...over }, now);
    expect([verdict.state, verdict.since, said(verdict.findings)]).toEqual([state, since, findings]);
    expect(verdict.words).toMatch(/^[A-Z].*\.$/);
  });
});

describe('V42: access keys are valid only if all clusters are of 2.20 or later', () => {
  const cluster = (version: string | null) => ({ name: `c-${version}`, version });
  it.each<[string, number, (string | null)[], string[]]>([
    ['all new enough', 2, ['2.20.1', '2.24', '3.0'], []],
    ['one of 2.19', 2, ['2.24', '2.19.40'], ['V42 warn']],
    ['one of 2.9, which is older', 1, ['2.9'], ['V42 warn']],
    ['one of unknown version', 1, [null, '2.24'], []],
    ['no key', 0, ['2.9'], []],
  ])('%s', (_, keys, versions, expected) => {
    const found = checkAccessKeys(keys, versions.map(cluster));
    expect(said(found)).toEqual(expected);
    for (const { message } of found) expect(message).toMatch(/c-2\.(19\.40|9)/);
  });
});

describe('assignments of 2.13', () => {
  const subject = { label: 'Ada', isGroup: false, roleNames: ['Viewer'], projects: ['cats'] };
  it('V19: a project does nothing for whoever is no Researcher', () => {
    expect(said(checkProjectAssignment(subject))).toEqual(['V19 warn']);
    expect(checkProjectAssignment(subject)[0]?.message).toContain('project cats');
    expect(said(checkProjectAssignment({ ...subject, isGroup: true, projects: ['a', 'b'] }))).toEqual([
      'V19 warn',
    ]);
    expect(checkProjectAssignment({ ...subject, roleNames: ['Viewer', 'Researcher'] })).toEqual([]);
    expect(checkProjectAssignment({ ...subject, projects: [] })).toEqual([]);
  });
  it('V12: a Researcher without one cannot work, where the tenant tells', () => {
    const researcher = { ...subject, roleNames: ['Researcher'], projects: [], canTell: true };
    expect(said(checkResearcherAssignment(researcher))).toEqual(['V12 warn']);
    expect(checkResearcherAssignment({ ...researcher, canTell: false })).toEqual([]);
    expect(checkResearcherAssignment({ ...researcher, projects: ['cats'] })).toEqual([]);
    expect(checkResearcherAssignment({ ...researcher, roleNames: ['Research Manager'] })).toEqual([]);
  });
  it('V13: a Department Administrator without department has no effect', () => {
    const administrator = { label: 'Ada', isAdministrator: true, departments: 0 };
    expect(said(checkDepartmentAssignment(administrator))).toEqual(['V13 warn']);
    expect(checkDepartmentAssignment({ ...administrator, departments: null })).toEqual([]);
    expect(checkDepartmentAssignment({ ...administrator, departments: 1 })).toEqual([]);
    expect(checkDepartmentAssignment({ ...administrator, isAdministrator: false })).toEqual([]);
  });
});
