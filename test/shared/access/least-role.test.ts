import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastRoles } from '../../../src-shared/access/least-role.ts';
import { coversAll, keysOf, without } from '../../../src-shared/access/permission-keys.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { anyPermissions, anyRoles, permissionsIn, roleWith } from '../../builders/role-facts.ts';

const admin = roleWith(1, 'System administrator', 'users CRUD, project CRUD, nodes CRUD, workloads CRUD');
const viewer = roleWith(7, 'Viewer', 'project R, nodes R, workloads R');
const researcher = roleWith(5, 'Researcher', 'project R, workloads CRUD');
const desk = roleWith(9, 'Desk', 'users CRU');
const roles = [admin, viewer, researcher, desk];

const wish = (text: string) => keysOf(permissionsIn(text));

describe('leastRoles', () => {
  it('names the smallest set first, then sets of more roles that give less beyond the wish', () => {
    expect(leastRoles(roles, wish('users R, workloads C')).covers).toEqual([
      { roleIds: [1], tooMuch: 14 },
      { roleIds: [5, 9], tooMuch: 6 },
    ]);
  });

  it('puts the role that gives least too much before others that cover it alone', () => {
    expect(leastRoles(roles, wish('project R')).covers.map(({ roleIds }) => roleIds)).toEqual([
      [7],
      [5],
      [1],
    ]);
  });

  it('says what nobody gives, and covers nothing then', () => {
    const answer = leastRoles(roles, wish('weather-balloons R, nodes R'));
    expect(answer.covers).toEqual([]);
    expect([...answer.nobodyGives]).toEqual(['read weather-balloons']);
  });

  it('answers something that covers the wish when there is too much to look at, and says so', () => {
    const many = Array.from({ length: 9 }, (_, at) => roleWith(at + 1, `role ${at + 1}`, `type-${at} R`));
    const needs = keysOf(many.flatMap(({ permissions }) => permissions));
    const answer = leastRoles(many, needs);
    expect(answer.exact).toBe(false);
    expect(answer.covers).toEqual([{ roleIds: [1, 2, 3, 4, 5, 6, 7, 8, 9], tooMuch: 0 }]);
    expect(leastRoles(roles, wish('users R, workloads C'), 1).exact).toBe(false);
  });

  /** Every set of roles, the plain way. */
  const subsets = (all: readonly Role[]): Role[][] =>
    all.reduce<Role[][]>((sets, role) => [...sets, ...sets.map((set) => [...set, role])], [[]]);

  it('finds what looking at every set of roles finds', () => {
    fc.assert(
      fc.property(anyRoles(6), anyPermissions, (all, wanted) => {
        const needs = keysOf(wanted);
        fc.pre(needs.size > 0);
        const excess = (set: readonly Role[]): number =>
          without(keysOf(set.flatMap(({ permissions }) => permissions)), needs).size;
        const covering = subsets(all).filter((set) =>
          coversAll(keysOf(set.flatMap(({ permissions }) => permissions)), needs),
        );
        const answer = leastRoles(all, needs);
        if (covering.length === 0) {
          expect(answer.covers).toEqual([]);
          expect(answer.nobodyGives.size).toBeGreaterThan(0);
          return;
        }
        expect(answer.exact).toBe(true);
        const smallest = Math.min(...covering.map((set) => set.length));
        const [first] = answer.covers;
        expect(first?.roleIds).toHaveLength(smallest);
        expect(first?.tooMuch).toBe(
          Math.min(...covering.filter((set) => set.length === smallest).map(excess)),
        );
        for (const { roleIds, tooMuch } of answer.covers) {
          const set = all.filter(({ id }) => roleIds.includes(id));
          expect(coversAll(keysOf(set.flatMap(({ permissions }) => permissions)), needs)).toBe(true);
          expect(excess(set)).toBe(tooMuch);
        }
        const least = Math.min(...covering.map(excess));
        expect(Math.min(...answer.covers.map(({ tooMuch }) => tooMuch))).toBe(least);
      }),
      { numRuns: 500 },
    );
  });

  it('answers the same however often it is asked', () => {
    fc.assert(
      fc.property(anyRoles(6), anyPermissions, (all, wanted) => {
        expect(leastRoles(all, keysOf(wanted))).toEqual(leastRoles(all, keysOf(wanted)));
      }),
    );
  });
});
