import { expect, it } from 'vitest';
import { openWorlds } from '../../../src-shared/access/pending-differences.ts';
import { rehearseCounting } from '../../../src-shared/access/rehearse-counting.ts';
import { whatIf } from '../../../src-shared/access/what-if.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import { whatIfQuestionSchema } from '../../../src-shared/ipc/access-why-contract.ts';
import { accessTenant } from '../../builders/access-tenants.ts';

it('changes no answer, wherever it is left', () => {
  let losing = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const facts = accessTenant(seed);
    const [plain, rehearsed] = [worldOfFacts(facts), worldOfFacts(facts)];
    const work = rehearseCounting(rehearsed);
    for (let step = 0; step < seed % 8; step += 1) work.next();
    for (const { id: roleId } of facts.roles) {
      const hypotheses = [{ kind: 'role', roleId, permissions: null, enabled: false }];
      const question = whatIfQuestionSchema.parse({ hypotheses });
      const found = whatIf(openWorlds(rehearsed, rehearsed), question);
      expect(found).toEqual(whatIf(openWorlds(plain, plain), question));
      losing += found.losing;
    }
  }
  expect(losing).toBeGreaterThan(100);
});
