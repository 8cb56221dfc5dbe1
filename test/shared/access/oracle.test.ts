import { describe, expect, it } from 'vitest';
import { compareAccess } from '../../builders/access-agreement.ts';
import { compareAccessChanges } from '../../builders/access-change-agreement.ts';
import { compareRemedies } from '../../builders/access-remedies.ts';
import { accessAssignments, accessTenant } from '../../builders/access-tenants.ts';

// The gate's share; the whole: npm run access:oracle -- 20000
const tenants = 150;

describe('effective access', () => {
  it('is what looking at every rule comes to, for random tenants', () => {
    let compared = 0;
    for (let seed = 1; seed <= tenants; seed += 1) {
      const agreement = compareAccess(accessTenant(seed), seed);
      expect(agreement.differences).toEqual([]);
      compared += agreement.compared;
    }
    expect(compared).toBeGreaterThan(30_000);
  });

  it('is what looking at every rule comes to where projects and departments are assigned beside the rules', () => {
    for (let seed = 1; seed <= tenants; seed += 1) {
      const facts = accessTenant(seed);
      const told = { ...facts, assignments: accessAssignments(facts, seed) };
      expect(compareAccess(told, seed).differences).toEqual([]);
    }
  });

  it('changes, differs and is missing as looking at every rule says', () => {
    let compared = 0;
    for (let seed = 1; seed <= tenants; seed += 1) {
      const agreement = compareAccessChanges(accessTenant(seed), seed);
      expect(agreement.differences).toEqual([]);
      compared += agreement.compared;
    }
    expect(compared).toBeGreaterThan(3000);
  });

  it('changes so too where projects and departments are assigned, to a group that is joined or left as well', () => {
    for (let seed = 1; seed <= tenants; seed += 1) {
      const facts = accessTenant(seed);
      const told = { ...facts, assignments: accessAssignments(facts, seed) };
      // What is left to do is told by other gates there.
      const { differences } = compareAccessChanges(told, seed);
      expect(differences.filter((one) => / (gained by|lost by|kept by|so many) /.test(one))).toEqual([]);
    }
  });

  it('comes into force by each piece of advice, done to the letter, and by nothing less', () => {
    let advised = 0;
    for (let seed = 1; seed <= tenants; seed += 1) {
      const agreement = compareRemedies(accessTenant(seed), seed);
      expect(agreement.differences).toEqual([]);
      advised += agreement.advised;
    }
    expect(advised).toBeGreaterThan(500);
  });
});
