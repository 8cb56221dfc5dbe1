/**
 * `npm run access:oracle -- 20000 [from]`: holds effective access, what it changes to, comparisons, advice and follow-ups against
 * an oracle that looks at every rule, for so many random tenants; then against the built-in tenant's own answers, for every
 * subject of a tenant of 400 users. Its last line is JSON with the counts; exit 1 where something differs.
 */
import { compareWithTenant, pulledTenant } from '../../../contract/access/tenant-agreement.ts';
import { compareAccessChanges } from '../../../builders/access-change-agreement.ts';
import { compareAccess } from '../../../builders/access-agreement.ts';
import { compareRemedies } from '../../../builders/access-remedies.ts';
import { accessTenant } from '../../../builders/access-tenants.ts';

const [count = 20_000, from = 1] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(from) || count < 1)
  throw new Error('Give a number of tenants, and the first seed if it is not 1.');

const started = performance.now();
let compared = 0;
let differing = 0;
const failed: number[] = [];
for (let seed = from; seed < from + count; seed += 1) {
  const facts = accessTenant(seed);
  const parts = [compareAccess(facts, seed), compareAccessChanges(facts, seed), compareRemedies(facts, seed)];
  const differences = parts.flatMap((part) => part.differences);
  for (const part of parts) compared += part.compared;
  differing += differences.length;
  if (differences.length > 0) failed.push(seed);
  if (failed.length <= 3) for (const one of differences.slice(0, 3)) console.log(one);
  if ((seed - from + 1) % 2000 === 0)
    console.log(`${seed - from + 1} tenants, ${compared} comparisons, ${failed.length} differ`);
}

const ends: (() => unknown)[] = [];
const tenants = [];
for (const profile of ['3.0', '2.24'] as const) {
  const { tenant, mirror } = await pulledTenant({ profile, users: 400, seed: 1 }, (work) => ends.push(work));
  const { differences, ...agreement } = await compareWithTenant(tenant, mirror);
  for (const one of differences) console.log(one);
  console.log(
    `Agreement with a ${profile} tenant: ${agreement.percent} % of ${agreement.cells} answers about ${agreement.subjects} subjects`,
  );
  tenants.push({ profile, ...agreement });
}
for (const end of ends.toReversed()) await end();
console.log(
  JSON.stringify({
    tenants: count,
    from,
    compared,
    differing,
    failedSeeds: failed.slice(0, 20),
    agreement: tenants,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  }),
);
process.exitCode = differing === 0 && tenants.every(({ percent }) => percent === 100) ? 0 : 1;
