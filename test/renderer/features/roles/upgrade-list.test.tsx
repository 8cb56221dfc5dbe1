import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { UpgradeList } from '../../../../src-renderer/features/roles/upgrade/upgrade-list.tsx';
import {
  upgradeChoices,
  upgradeRows,
  upgradeSummary,
} from '../../../../src-renderer/features/roles/upgrade/upgrade-rows.ts';
import { readUpgradeSearch } from '../../../../src-renderer/features/roles/upgrade/upgrade-search.ts';
import { upgradeView } from '../../../../src-main/services/roles/upgrade-view.ts';
import type { UpgradeEntry, UpgradeView } from '../../../../src-shared/ipc/roles-contract.ts';
import { aRole, aRule } from '../../../builders/facts.ts';

const manager = aRole(4, 'Research Manager');
const admin = aRole(1, 'Admin');
const project = { type: 'project' as const, id: 'p-cats', name: 'cats' };

/** What the main process answers for a tenant with these two roles. */
const answered = (holders: readonly string[] = ['root@example.com']): Promise<UpgradeView> =>
  upgradeView(
    {
      roles: () => Promise.resolve([manager, admin]),
      rulesOfRole: (id) =>
        Promise.resolve(
          id === 4
            ? [aRule(1, 'bob\u202e@example.com', manager, project)]
            : holders.map((name, at) => aRule(10 + at, name, admin, project)),
        ),
    },
    '2.13',
    { from: '2.13', to: '2.15' },
  );

const entry = (more: Partial<UpgradeEntry>): UpgradeEntry => ({
  role: 'Viewer',
  becomes: 'Viewer',
  gains: [],
  losses: [],
  notes: [],
  holders: { total: 0, names: [] },
  ...more,
});
const view = (...entries: UpgradeEntry[]): UpgradeView => ({ from: '2.13', to: '2.15', entries, known: [] });
const held = { total: 1, names: ['bob@example.com'] };

describe('who gains and loses in an upgrade', () => {
  it('shows roles that somebody holds first, of those the losing ones', async () => {
    const rows = upgradeRows(await answered());
    expect(rows.slice(0, 2).map(({ title, effect }) => `${effect}: ${title}`)).toEqual([
      'loses: Research Manager becomes Research manager',
      'gains: Administrator becomes System administrator',
    ]);
    expect(rows.slice(2).every(({ holders }) => holders.total === 0)).toBe(true);
    expect(rows.length).toBeGreaterThan(2);
  });

  it('says in words and on the page what is gained, what is lost, and by whom', async () => {
    const html = renderToStaticMarkup(<UpgradeList view={await answered()} />);
    expect(html).toContain('Of the roles that are held here 1 role loses something, 1 role only gains.');
    const [, losing = '', gaining = ''] = html.split('data-upgraded=');
    expect(losing).toContain('Projects that are made after the upgrade');
    expect(losing).toContain('data-effect="loses"');
    expect(losing).toContain('Suspicious: ');
    expect(gaining).toContain('Departments: create, update, delete');
    expect(gaining).toContain('root@example.com');
    expect(html).toContain('Nobody holds it here.');
  });

  it('names some holders at once and says how many there are', async () => {
    const names = Array.from({ length: 130 }, (_, at) => `user-${String(at).padStart(3, '0')}@example.com`);
    const html = renderToStaticMarkup(<UpgradeList view={await answered(names)} />);
    expect(html).toContain('130 holders');
    expect(html).toContain('122 more');
    expect(html).toContain('The first 100 are named.');
    expect(html).toContain('user-099@example.com');
    expect(html).not.toContain('user-100@example.com');
  });

  it.each([
    [[], 'Nothing is known to change for roles from 2.13 to 2.15.'],
    [[entry({ notes: ['x'] })], '1 role changes, and nobody here holds it.'],
    [
      [entry({ gains: ['x'] }), entry({ role: 'Editor', gains: ['x'] })],
      '2 roles change, and nobody here holds any of them.',
    ],
    [
      [
        entry({ gains: ['x'], losses: ['y'], holders: held }),
        entry({ role: 'Editor', notes: ['x'], holders: held }),
      ],
      'Of the roles that are held here 1 role loses something, 1 role changes otherwise.',
    ],
  ])('sums it up (%#)', (entries, words) => {
    expect(upgradeSummary(view(...entries))).toBe(words);
  });

  it('tells of a role that is no longer there', () => {
    expect(upgradeRows(view(entry({ becomes: null })))[0]?.title).toBe('Viewer is no longer there');
  });

  it('offers the ways that are known, and before that the one that is shown', async () => {
    expect(upgradeChoices(await answered(), '2.13 2.15').map(({ label }) => label)).toEqual([
      '2.13 to 2.15',
      '2.15 to 2.24',
      '2.13 to 2.24',
    ]);
    expect(upgradeChoices(null, '2.13 2.15')).toEqual([{ value: '2.13 2.15', label: '2.13 to 2.15' }]);
    expect(upgradeChoices(null, '')).toEqual([]);
  });

  it('reads an address with care', () => {
    expect(readUpgradeSearch({ from: '2.13', to: '2.24', more: 1 })).toEqual({ from: '2.13', to: '2.24' });
    expect(readUpgradeSearch({ from: '2.13' })).toEqual({});
    expect(readUpgradeSearch({ from: '2.13', to: 'x' })).toEqual({});
    expect(readUpgradeSearch({ from: 2.13, to: 2.24 })).toEqual({});
  });
});
