import { expect, test } from 'vitest';
import {
  chosenGrants,
  firstChosen,
  giveProblem,
  grantKey,
} from '../../../../src-renderer/features/access-explorer/give-draft.ts';
import { compareLines } from '../../../../src-renderer/features/access-explorer/compare-lines.ts';
import type { Comparison, PlannedGrant } from '../../../../src-shared/ipc/access-why-contract.ts';
import type { Finding } from '../../../../src-shared/rules/finding.ts';

const grant = (roleId: number, type: string, redundant: boolean): PlannedGrant => ({
  roleId,
  roleName: `role ${roleId}`,
  place: { type, id: '1', name: 'x', path: [], known: true },
  redundant,
});
const planned = [grant(1, 'project', false), grant(2, 'tenant', true), grant(3, 'planet', false)];

test('what gives nothing new is not chosen by itself, and unknown scopes cannot be given', () => {
  expect(firstChosen(planned)).toEqual(['1 project 1', '3 planet 1']);
  expect(chosenGrants(planned, planned.map(grantKey))).toEqual([
    { roleId: 1, scope: { type: 'project', id: '1' } },
    { roleId: 2, scope: { type: 'tenant', id: '1' } },
  ]);
});

const finding = (rule: string, severity: Finding['severity']): Finding => ({
  rule,
  severity,
  field: 'scopes',
  message: `${rule} says so.`,
});
const draft = { count: 1, acknowledged: [], reason: '' };

test.each([
  ['nothing chosen', [], { ...draft, count: 0 }, 'Choose what is to be given.'],
  ['a block', [finding('V36', 'block')], draft, 'V36 says so.'],
  ['a far reach without a reason', [finding('V38', 'warn')], draft, 'Say why it reaches so far.'],
  ['a far reach with one', [finding('V38', 'warn')], { ...draft, reason: 'on call duty' }, null],
  ['a warning', [finding('V12', 'warn')], draft, 'Accept the warnings first.'],
  ['an accepted one', [finding('V12', 'warn')], { ...draft, acknowledged: ['V12'] }, null],
] as const)('%s', (_name, findings, now, problem) => {
  expect(giveProblem({ findings: [...findings] }, now)).toBe(problem);
});

test('two beside each other: what differs, in words', () => {
  const subject = {
    type: 'user',
    id: 'a',
    label: 'ana',
    kind: 'local' as const,
    recordId: null,
    groups: [],
    members: 0,
    lastLogin: null,
  };
  const cells = (...states: ['whole' | 'part' | 'none', 'whole' | 'part' | 'none'][]) =>
    states.map(([left, right]) => ({ left, right }));
  const comparison: Comparison = {
    left: subject,
    right: { ...subject, label: 'bob' },
    place: null,
    rows: [
      {
        resourceType: 'users',
        displayName: 'Users',
        group: 'iam',
        cells: cells(['none', 'none'], ['whole', 'part'], ['none', 'none'], ['none', 'none']),
      },
      {
        resourceType: 'roles',
        displayName: 'Roles',
        group: 'iam',
        cells: cells(['none', 'none'], ['whole', 'whole'], ['none', 'none'], ['none', 'none']),
      },
      {
        resourceType: 'jobs',
        displayName: 'Jobs',
        group: 'workload',
        cells: cells(['none', 'none'], ['none', 'none'], ['none', 'none'], ['none', 'none']),
      },
    ],
    onlyLeft: [],
    onlyRight: [],
    toRight: [],
    toLeft: [],
    asOf: null,
  };
  const rows = (onlyDifferences: boolean): string[] =>
    compareLines(comparison, { typed: '', onlyDifferences }).flatMap((group) =>
      group.rows.map((row) => row.resourceType),
    );
  expect(rows(true)).toEqual(['users']);
  expect(rows(false)).toEqual(['users', 'roles']);
  const [group] = compareLines(comparison, { typed: '', onlyDifferences: true });
  expect(group?.rows[0]?.cells[1]?.words).toBe('Read: ana everywhere, bob in some places');
});
