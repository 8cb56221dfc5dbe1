import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDemoTenant,
  type DemoTenant,
  type FaultRule,
} from '../../../src-main/demo-tenant/demo-tenant.ts';
import { type KillAt, runAndKill, runToEnd } from '../killed-process.ts';
import { effectsOf } from './effects.ts';
import type { Evidence } from './evidence.ts';
import { type Act, actsIn, readLines } from './lines.ts';

const document = new URL('../../../resources/tenant-openapi.yaml', import.meta.url);

/**
 * So that many a kill comes while a request is on its way (delay), or when it is applied and its reply is not there yet (drip,
 * reply-lost).
 */
const faults: readonly FaultRule[] = ['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
  ['/api/v1/*', '/api/v2/authorization/*'].flatMap((path): FaultRule[] => [
    { match: { method, path, probability: 0.4 }, action: { kind: 'drip', bytes: 60, everyMs: 30 } },
    { match: { method, path, probability: 0.3 }, action: { kind: 'delay', ms: 80 } },
    { match: { method, path, probability: 0.1 }, action: { kind: 'reply-lost' } },
  ]),
);

/** A profile of the whole product, and the tenant that it edits. */
export interface Profile {
  readonly folder: string;
  readonly tenant: DemoTenant;
  /** One life of the product that edits and sends until it is killed. */
  live(seed: number, at: KillAt): Promise<void>;
  /** One life that only stages so many acts, and ends by itself. */
  stage(seed: number, acts: number): Promise<void>;
  /** The last life: sends all there is, then tells how everything stands. */
  finish(): Promise<Evidence>;
  /** Ends the tenant, and takes the files away unless they are to be kept. */
  close(keep: boolean): Promise<void>;
}

/** Deletions by their keys whose thing the tenant still has. */
function stillThere({ core: { state } }: DemoTenant, keys: readonly (readonly string[])[]): Set<string> {
  const there = ([kind, id = '']: readonly string[]): boolean => {
    switch (kind) {
      case 'user.delete':
        return state.users.byId(id) !== undefined;
      case 'service-account.delete':
        return state.serviceAccounts.byId(id) !== undefined;
      case 'role.delete':
        return state.roles.byId(Number(id)) !== undefined;
      case 'rule.delete': {
        const position = state.rules.positionOf(Number(id));
        if (position === undefined) return false;
        const { deletedAt, leaving } = state.rules.stateOf(position);
        return deletedAt === null && !leaving;
      }
      default:
        return false;
    }
  };
  return new Set(keys.filter(there).map((key) => key.join(' | ')));
}

/** Starts a tenant and a profile that knows nothing yet. `program` is the product process. */
export async function openProfile(program: URL): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-product-'));
  const tenant = createDemoTenant({
    profile: '3.0',
    users: 60,
    seed: 7,
    clock: () => Math.floor(performance.timeOrigin + performance.now()),
    openApiDocument: readFileSync(document, 'utf8'),
    faults,
  });
  const { baseUrl } = await tenant.start();
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  const acts: Act[] = [];
  const args = (seed: number, ...mode: string[]): string[] => [
    join(folder, 'profile'),
    baseUrl,
    clientId,
    clientSecret,
    `s${seed}`,
    String(seed),
    ...mode,
  ];
  const note = (lines: readonly string[]): void => void acts.push(...actsIn(readLines(lines)));
  return {
    folder,
    tenant,
    live: async (seed, at) => note(await runAndKill(program, args(seed, 'edit'), at)),
    stage: async (seed, count) => note(await runToEnd(program, args(seed, 'stage', String(count)))),
    async finish() {
      const lines = await runToEnd(program, args(0, 'finish'));
      if (lines.at(-1) !== 'end') throw new Error('the product did not come to an end');
      const told = readLines(lines);
      const rows = told.filter((one) => one.line === 'row');
      const unhanded = told.filter((one) => one.line === 'unhanded').map(({ id }) => id);
      return {
        acts,
        rows,
        unhanded: new Set(unhanded),
        effects: effectsOf(tenant, clientId),
        stillThere: stillThere(
          tenant,
          rows.map(({ key }) => key),
        ),
      };
    },
    async close(keep) {
      await tenant.stop();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}
