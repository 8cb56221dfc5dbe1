import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createDemoTenant, type DemoTenant } from '../../src-main/demo-tenant/demo-tenant.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Failure } from './arguments.ts';
import { runAndKill, runToEnd } from './killed-process.ts';

const program = new URL('product-process.ts', import.meta.url);
const document = new URL('../../resources/tenant-openapi.yaml', import.meta.url);

const posts = { method: 'POST', path: '/api/v1/*' };

const toldSchema = z.object({
  kind: z.string(),
  name: z.string(),
  state: z.string(),
  conflict: z.string().nullable(),
  how: z.string().nullable(),
  error: z.string().nullable(),
});
type Told = z.infer<typeof toldSchema>;

/** What killing the whole product came to. */
export interface ProductTally {
  rounds: number;
  /** Edits whose saving was told. */
  acknowledged: number;
  done: number;
  /** Read back from the tenant after their reply was lost. */
  found: number;
  /** Applied, and the password died with the process: the user is asked (I18). */
  passwordNotReceived: number;
  readonly failures: Failure[];
}

/** How often something happened at the tenant to a thing of this name. */
const times = (tenant: DemoTenant, effect: string, name: string): number =>
  tenant.journal.of(effect).filter(({ subjects }) => subjects.includes(name)).length;

/** What is wrong with the end of it all; null = nothing. */
function faultIn(
  tenant: DemoTenant,
  acknowledged: readonly string[],
  told: readonly Told[],
  before: number,
): string | null {
  const saved = new Map(
    told.filter(({ kind }) => kind.endsWith('.create')).map((change) => [change.name, change]),
  );
  for (const name of acknowledged) {
    const change = saved.get(name);
    if (change === undefined) return `${name} was saved and is lost`;
    const effect = change.kind === 'user.create' ? 'user.created' : 'service-account.created';
    const effects = times(tenant, effect, name);
    if (effects > 1) return `${name} was made ${effects} times`;
    const applied = change.state === 'done' || change.conflict === 'password-not-received';
    if (!applied) return `${name} ended ${change.state} (${change.conflict ?? change.error ?? 'no reason'})`;
    if (effects !== 1) return `${name} is called ${change.state} and was never made`;
  }
  const rules = told.filter(
    ({ kind, state, how }) => kind === 'rule.create' && state === 'done' && how !== 'already',
  );
  const made = tenant.journal.of('rule.created').length - before;
  return made === rules.length ? null : `${made} rules were made for ${rules.length} changes`;
}

/**
 * One profile of the whole product, editing and sending to a real tenant over sockets, killed again and again at seeded
 * instants; then it may finish. Nothing that was saved is lost, nothing happens twice at the tenant, and what is left open
 * is there to be decided.
 */
export async function killProduct(seed: number, rounds: number, tally: ProductTally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-product-'));
  const below = seededNumbers(seed);
  const tenant = createDemoTenant({
    profile: '3.0',
    users: 120,
    seed: 7,
    clock: () => Math.floor(performance.timeOrigin + performance.now()),
    openApiDocument: readFileSync(document, 'utf8'),
    // So that many a kill comes while a request is on its way (delay), or when it is applied and its reply is not there yet.
    faults: [
      { match: { ...posts, probability: 0.5 }, action: { kind: 'drip', bytes: 60, everyMs: 30 } },
      { match: { ...posts, probability: 0.3 }, action: { kind: 'delay', ms: 80 } },
      { match: { ...posts, probability: 0.1 }, action: { kind: 'reply-lost' } },
    ],
  });
  const { baseUrl } = await tenant.start();
  const rulesBefore = tenant.journal.of('rule.created').length;
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  const args = (word: string, mode: string) => [
    join(folder, 'profile'),
    baseUrl,
    clientId,
    clientSecret,
    word,
    mode,
  ];
  const acknowledged: string[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const at = { lines: 2 + below(12), milliseconds: below(120) };
      const lines = await runAndKill(program, args(`s${seed}-r${round}`, 'edit'), at);
      acknowledged.push(...lines.filter((line) => line !== 'opening' && line !== 'open'));
      tally.rounds += 1;
    }
    const lines = await runToEnd(program, args('end', 'finish'));
    const told = lines
      .filter((line) => line.startsWith('{'))
      .map((line) => toldSchema.parse(JSON.parse(line)));
    if (lines.at(-1) !== 'end') throw new Error('the product did not come to an end');
    tally.acknowledged += acknowledged.length;
    tally.done += told.filter(({ state }) => state === 'done').length;
    tally.found += told.filter(({ how }) => how === 'found').length;
    tally.passwordNotReceived += told.filter(({ conflict }) => conflict === 'password-not-received').length;
    const fault = faultIn(tenant, acknowledged, told, rulesBefore);
    if (fault !== null) throw new Error(fault);
    rmSync(folder, { recursive: true, force: true });
  } catch (thrown) {
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    tally.failures.push({ seed, what: `${words} (profile kept in ${folder})` });
  } finally {
    await tenant.stop();
  }
}
