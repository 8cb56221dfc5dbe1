import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chancesOfControl } from '../../../src-shared/reviews/freeze-question.ts';
import { freezeRows, rosterOf } from '../../../src-shared/reviews/freeze-rows.ts';
import { aRule, aUser } from '../../builders/facts.ts';
import {
  administrator,
  cats,
  everything,
  manager,
  seeds,
  tenant,
  viewer,
  vision,
  world,
} from '../../builders/freeze-worlds.ts';
import { seededNumbers } from '../../builders/seeded-facts.ts';

test('controls are believable, and the same by the same chances', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.array(fc.nat(), { minLength: chancesOfControl, maxLength: chancesOfControl }),
      (seed, chance) => {
        const next = seededNumbers(seed);
        const users = Array.from({ length: 12 }, (_, at) => aUser(`u${at}`));
        const rules = [
          aRule(900, 'u0@example.com', administrator, tenant),
          aRule(901, 'u1@example.com', manager, vision),
          ...users.map((user, at) => aRule(1000 + at * (1 + next(9)), user.email, viewer, cats)),
        ];
        const facts = world({ users, rules });
        const question = { ...everything, chances: [chance, chance.map((one) => one >> 1)] };
        const { rows, told } = freezeRows(facts, question);
        expect(freezeRows(facts, question).rows).toEqual(rows);
        expect(told.controls).toHaveLength(2);
        for (const id of told.controls) {
          const control = rows.find((row) => row.id === id);
          if (control === undefined) throw new Error('a control is no row');
          expect(rules.some((rule) => String(rule.id) === id)).toBe(false);
          expect(Number(id)).toBeGreaterThanOrEqual(900);
          expect(users.map(({ email }) => email)).toContain(control.subject.id);
          expect(['administrator', 'manager']).toContain(control.role.tier);
          const held = rules.filter(({ subjectId }) => subjectId === control.subject.id);
          expect(held.map(({ roleId }) => String(roleId))).not.toContain(control.role.id);
          expect(control.effect.lostCount).toBeGreaterThan(0);
          expect(rosterOf(facts, { ...question, subjects: [] }).map((row) => row.id)).not.toContain(id);
        }
      },
    ),
    { numRuns: 60 },
  );
});
