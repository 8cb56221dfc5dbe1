import { describe, expect, it } from 'vitest';
import { knownUpgrades, upgradeDifferences } from '../../../src-shared/access/upgrade-differences.ts';
import { matrix213 } from '../../../src-shared/profiles/matrix-2-13.ts';
import { upgrades } from '../../../src-shared/profiles/upgrades.ts';

const of = (from: string, to: string, role: string) =>
  upgradeDifferences(from, to)?.find((one) => one.role === role);

describe('upgradeDifferences (V55)', () => {
  it('tells what 2.13 to 2.15 gives and takes', () => {
    expect(of('2.13', '2.15', 'Administrator')).toMatchObject({
      becomes: 'System administrator',
      gains: [
        'Assign Users/Groups/Apps to Organizations: create, update, delete',
        'Departments: create, update, delete',
        'Projects: create, update, delete',
        'Jobs: create, update, delete',
        'Deployments: create, update, delete',
        'Workspaces: create, update, delete',
      ],
      losses: [],
    });
    expect(of('2.13', '2.15', 'Department Administrator')).toMatchObject({
      gains: ['Jobs: create, update, delete', 'Workspaces: create, update, delete'],
      losses: [],
    });
    expect(of('2.13', '2.15', 'Research Manager')).toMatchObject({
      gains: [],
      losses: ['Projects that are made after the upgrade'],
    });
  });

  it('follows a role under its new name over several steps', () => {
    const researcher = of('2.13', '2.24', 'Researcher');
    expect(researcher?.becomes).toBe('L1 researcher');
    expect(researcher?.names).toEqual(['Researcher', 'researcher', 'L1 researcher']);
    expect(researcher?.notes).toHaveLength(2);
    expect(upgradeDifferences('2.13', '2.24')?.map(({ role }) => role)).toEqual([
      'Administrator',
      'Department Administrator',
      'Editor',
      'Research Manager',
      'Researcher',
      'ML Engineer',
      'L2 researcher',
    ]);
  });

  it('leaves out roles for which nothing changes, and knows no other way', () => {
    expect(of('2.13', '2.15', 'Viewer')).toBeUndefined();
    for (const [from, to] of [
      ['2.15', '2.13'],
      ['2.13', '2.13'],
      ['2.13', '4.0'],
      ['1.0', '2.24'],
    ] as const)
      expect(upgradeDifferences(from, to), `${from} ${to}`).toBeNull();
    for (const { from, to } of knownUpgrades) expect(upgradeDifferences(from, to)).not.toBeNull();
    expect(knownUpgrades).toContainEqual({ from: '2.13', to: '2.24' });
  });

  it('starts from the cells that the table of 2.13 prints', () => {
    const [first] = upgrades;
    for (const { role, cells } of first?.roles ?? []) {
      const column = matrix213.roles.findIndex(({ name }) => name === role);
      expect(column, role).toBeGreaterThanOrEqual(0);
      for (const { entity, before } of cells) {
        const printed = matrix213.entities.find(({ name }) => name === entity)?.cells[column];
        expect(printed?.split(' ')[0], `${role} ${entity}`).toBe(before);
      }
    }
  });
});
