import { readFileSync } from 'node:fs';
import { createTenantClient } from '../../../src-main/cloud/create-tenant-client.ts';
import { createHttp } from '../../../src-main/cloud/http.ts';
import { createNodeTransport } from '../../../src-main/cloud/node-transport.ts';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import { requestToken } from '../../../src-main/cloud/token-call.ts';
import { createDemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { clientOperations } from './client-operations.ts';
import { socketFaults, startFaultProxy } from './fault-proxy.ts';

/** What a run of faults came to. */
export interface FaultRun {
  readonly kinds: number;
  readonly operations: number;
  cases: number;
  /** How the cases ended, by outcome. */
  readonly outcomes: Record<string, number>;
  /** What was wrong, one line each. */
  readonly wrong: string[];
}

const document = new URL('../../../resources/tenant-openapi.yaml', import.meta.url);
/** Long enough for an honest reply on a busy machine, short enough for hundreds of silences. */
const totalTimeoutMs = 1_000;
const hangMs = 15_000;
const hasty = { attempts: 4, baseMs: 1, capMs: 2, patienceMs: 1_000, budget: 1_000, earned: 1 };

interface Ended {
  readonly value: unknown;
  readonly error: RolebookError | null;
  readonly hung: boolean;
}

async function ended(act: Promise<unknown>): Promise<Ended> {
  let undo = (): void => {};
  const hang = new Promise<Ended>((resolve) => {
    const timer = setTimeout(() => resolve({ value: null, error: null, hung: true }), hangMs);
    undo = () => clearTimeout(timer);
  });
  const work = act.then(
    (value): Ended => ({ value, error: null, hung: false }),
    (thrown: unknown): Ended => {
      if (!(thrown instanceof RolebookError)) throw thrown;
      return { value: null, error: thrown, hung: false };
    },
  );
  try {
    return await Promise.race([work, hang]);
  } finally {
    undo();
  }
}

/** Creating rules answers what went wrong in its value. */
function errorIn({ value, error }: Ended): { readonly reason: string } | null {
  if (error !== null) return error.body;
  const [part] = Array.isArray(value)
    ? (value as readonly { outcome?: string; error?: { reason: string } }[])
    : [];
  if (part?.outcome === 'failed' || part?.outcome === 'unknown')
    return part.error ?? { reason: part.outcome };
  return null;
}

/**
 * Every operation of the client meets every kind of fault once, on real sockets: it ends, in one of the known ways; nothing is
 * applied twice, and nothing at all where the client says that it was not. `every` takes each so-manieth case only.
 */
export async function runFaults(every: number, tell: (line: string) => void): Promise<FaultRun> {
  const clock = createSystemClock();
  const tenant = createDemoTenant({
    profile: '3.0',
    users: 60,
    seed: 11,
    clock: () => clock.now(),
    openApiDocument: readFileSync(document, 'utf8'),
    switches: { rulePhaseDelayMs: 0 },
    validateReplies: false,
  });
  const { baseUrl } = await tenant.start();
  const proxy = await startFaultProxy(Number(new URL(baseUrl).port));
  const { clientId, clientSecret } = tenant.credentials.serviceAccount;
  const noToken = {
    token: () => Promise.reject(new Error('no token')),
    renew: () => Promise.reject(new Error('no token')),
  };
  const common = { clock, random: { below: () => 0 }, log: silentLog, retry: hasty, totalTimeoutMs };
  const door = createHttp({
    ...common,
    origin: baseUrl,
    transport: createNodeTransport({ clock }),
    tokens: noToken,
  });
  const grant = { type: 'service-account' as const, account: clientId, secret: clientSecret };
  const { access } = await requestToken(door, 'v2-form', grant, clock.now());
  const tokens = { token: async () => access, renew: async () => access };
  const over = (origin: string): { client: TenantClient; close: () => void } => {
    const transport = createNodeTransport({ clock });
    const http = createHttp({ ...common, origin, transport, tokens });
    return { client: createTenantClient(http, '3.0'), close: () => transport.close() };
  };
  const calm = over(new URL(baseUrl).origin);
  const operations = clientOperations(tenant);
  const run: FaultRun = {
    kinds: socketFaults.length + 1,
    operations: operations.length,
    cases: 0,
    outcomes: {},
    wrong: [],
  };
  let n = 0;
  try {
    for (const operation of operations) {
      for (const fault of [...socketFaults, null]) {
        n += 1;
        if (n % every !== 0) continue;
        const name = `${operation.name} × ${fault?.name ?? 'down'}`;
        const act = await operation.ready(calm.client, n);
        const usual = operation.effect === null ? JSON.stringify(await act(calm.client)) : null;
        const before = tenant.journal.entries.length;
        const troubled = over(proxy.origin);
        if (fault === null) await proxy.down();
        proxy.arm(fault);
        const end = await ended(act(troubled.client));
        if (!proxy.met()) run.wrong.push(`${name}: no connection was made`);
        proxy.arm(null);
        if (fault === null) await proxy.up();
        troubled.close();
        run.cases += 1;
        const error = errorIn(end);
        const outcome = end.hung ? 'hung' : (error?.reason ?? 'done');
        run.outcomes[outcome] = (run.outcomes[outcome] ?? 0) + 1;
        const effects = tenant.journal.entries
          .slice(before)
          .filter(({ effect }) => effect === operation.effect).length;
        const applied = `applied ${effects} times`;
        if (end.hung) run.wrong.push(`${name}: never ended`);
        if (effects > 1) run.wrong.push(`${name}: ${applied}`);
        if (operation.effect !== null && outcome === 'done' && effects !== 1)
          run.wrong.push(`${name}: called done and ${applied}`);
        if (
          operation.effect !== null &&
          !['done', 'hung', 'outcome-unknown'].includes(outcome) &&
          effects !== 0
        )
          run.wrong.push(`${name}: called ${outcome} and ${applied}`);
        if (usual !== null && outcome === 'done' && JSON.stringify(end.value) !== usual)
          run.wrong.push(`${name}: answered something else than without the fault`);
      }
      tell(`${operation.name}: ${run.cases} cases, ${run.wrong.length} wrong`);
    }
  } finally {
    calm.close();
    await proxy.close();
    await tenant.stop();
  }
  return run;
}
