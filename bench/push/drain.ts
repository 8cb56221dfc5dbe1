import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import { openLedger } from '../../src-main/db/ledger.ts';
import type { NewChange } from '../../src-main/db/outbox.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createOverlayKeeper } from '../../src-main/services/edits/overlay-keeper.ts';
import { createSendGuard } from '../../src-main/services/edits/send-guard.ts';
import { createTenantSession, type OpenedSession } from '../../src-main/session/create-tenant-session.ts';
import { createPush } from '../../src-main/sync/push/create-push.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import { parseGuarded, rowsOfPage } from '../../src-shared/wire/parse-guarded.ts';
import { roleFromWire } from '../../src-shared/wire/role-wire.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { type Figure, type Measure, median } from '../measure.ts';
import { openBenchMirror, pullOnce } from '../sync/pull-once.ts';
import { bareLoop, type Wanted } from './bare-loop.ts';
import { type RehearsalTenant, startRehearsalTenant } from './rehearsal-tenant.ts';

const clock = createSystemClock();
const random = createSystemRandom();
const binding = 'bench';

function openSession(tenant: RehearsalTenant): OpenedSession {
  const { origin, clientId, clientSecret, ca } = tenant;
  return createTenantSession({
    connection: {
      key: binding,
      url: origin,
      label: 'bench',
      account: clientId,
      method: 'service-account',
      isDemo: false,
      hasSecret: true,
      productLine: null,
    },
    known: null,
    means: async () => ({ method: 'service-account', account: clientId, secret: clientSecret }),
    transport: createNodeTransport({ clock, ...(ca !== null && { ca }) }),
    clock,
    random,
    log: silentLog,
  });
}

async function viewerId(client: TenantClient): Promise<number> {
  const page = await client.page('roles', { offset: 0, limit: 500 }, new AbortController().signal);
  const rows = rowsOfPage(
    parseGuarded(new TextDecoder().decode(page.bytes), 'roles'),
    page.rowsMember,
    'roles',
  );
  const role = rows.map(roleFromWire).find(({ name }) => name === 'Viewer');
  if (role === undefined) throw new Error('no Viewer');
  return role.id;
}

/** A fifth of the changes are new users, two fifths their rules, two fifths rules of others; all e-mails are new. */
function makeWanted(changes: number, name: string, roleId: number, tenantNumber: string): Wanted[] {
  let rules = 0;
  const rule = (id: string, scopeType: 'tenant' | 'project' = 'tenant'): Wanted['edit'] => {
    rules -= 1;
    return {
      kind: 'rule.create',
      localId: rules,
      subject: { type: 'user', id },
      roleId,
      roleName: 'Viewer',
      scope: { type: scopeType, id: tenantNumber },
      scopeName: 'tenant',
    };
  };
  const wanted: Wanted[] = [];
  for (let n = 0; n < changes / 5; n += 1) {
    const email = `${name}-${n}@example.com`;
    wanted.push({
      edit: { kind: 'user.create', email, firstName: 'Ada', lastName: 'Bench', notify: false },
      waiting: [rule(email), rule(`${name}-also-${n}@example.com`)],
    });
    wanted.push({ edit: rule(`${name}-one-${n}@example.com`), waiting: [] });
    wanted.push({ edit: rule(`${name}-two-${n}@example.com`), waiting: [] });
  }
  return wanted;
}

function asChanges(wanted: readonly Wanted[]): NewChange[] {
  const make = (edit: Wanted['edit'], dependsOn: string[], groupId: string): NewChange => ({
    id: random.uuid(),
    groupId,
    groupTitle: 'Bench',
    binding,
    edit,
    base: null,
    dependsOn,
    held: false,
    acknowledged: [],
  });
  return wanted.flatMap(({ edit, waiting }) => {
    const group = random.uuid();
    const first = make(edit, [], group);
    return [first, ...waiting.map((one) => make(one, [first.id], group))];
  });
}

/** What all drains and loops share. */
interface Room {
  readonly session: OpenedSession;
  readonly client: TenantClient;
  readonly mirror: RebuildableMirror;
}

/** Milliseconds from the start. */
interface Drained {
  /** Until the whole outbox is sent and durably done. */
  readonly sent: number;
  /** Until the mirror has all of its facts as well. */
  readonly noted: number;
}

/** Sends the whole outbox of a ledger of its own; ledger, mirror, guard as in the product. */
async function drainOnce(
  { session, client, mirror }: Room,
  folder: string,
  wanted: readonly Wanted[],
  batches: boolean,
): Promise<Drained> {
  mkdirSync(folder);
  const ledger = openLedger(join(folder, 'ledger.db'), { clock, log: silentLog });
  const { outbox } = ledger;
  const actor = (): string => session.describe().actor;
  const overlay = createOverlayKeeper({ mirror, outbox, actor, log: silentLog });
  const push = createPush({
    outbox,
    client: async () => (batches ? client : { ...client, giveToMany: async () => null }),
    binding,
    actor,
    clock,
    random,
    log: silentLog,
    credentials: { take: () => 'tray' },
    mirror: overlay,
    guard: createSendGuard({ mirror, session }),
    breath: () => new Promise((resolve) => void setImmediate(resolve)),
    automatic: () => false,
    onChanged: () => {},
    onEnded: () => {},
  });
  const changes = asChanges(wanted);
  outbox.commit({ add: changes });
  await overlay.refresh();
  const started = performance.now();
  const run = await push.drain({ ids: null, signal: new AbortController().signal });
  const sent = performance.now() - started;
  await push.stop();
  const noted = performance.now() - started;
  if (run.done !== changes.length) throw new Error(`${run.done} of ${changes.length} changes are done`);
  if (outbox.unnoted().length > 0) throw new Error('the mirror lacks facts');
  ledger.close();
  rmSync(folder, { recursive: true });
  return { sent, noted };
}

/** Medians of what the rounds of one kind came to. */
interface Beside {
  readonly ratio: number;
  readonly sent: number;
  readonly noted: number;
}

/** Rounds of loop, drain with batch-create, loop, drain without, loop; each drain beside the two loops around it. */
async function roundsOf(
  room: Room,
  folder: string,
  make: (name: string) => Wanted[],
  rounds: { readonly warm: number; readonly counted: number },
): Promise<{ readonly together: Beside; readonly single: Beside }> {
  const drain = (name: string, batches: boolean): Promise<Drained> =>
    drainOnce(room, join(folder, name), make(name), batches);
  const loop = (name: string): Promise<number> => bareLoop(room.client, make(name));
  const together = { ratios: [] as number[], times: [] as number[], noted: [] as number[] };
  const single = { ratios: [] as number[], times: [] as number[], noted: [] as number[] };
  for (let round = -rounds.warm; round < rounds.counted; round += 1) {
    const before = await loop(`before-${round}`);
    const few = await drain(`drain-${round}`, true);
    const between = await loop(`between-${round}`);
    const each = await drain(`each-${round}`, false);
    const after = await loop(`after-${round}`);
    // Neither is judged by what it does before its code is compiled.
    if (round < 0) continue;
    together.ratios.push(few.sent / ((before + between) / 2));
    together.times.push(few.sent);
    together.noted.push(few.noted);
    single.ratios.push(each.sent / ((between + after) / 2));
    single.times.push(each.sent);
    single.noted.push(each.noted);
  }
  const medians = ({ ratios, times, noted }: typeof together): Beside => ({
    ratio: median(ratios),
    sent: median(times),
    noted: median(noted),
  });
  return { together: medians(together), single: medians(single) };
}

/** The same rounds at a tenant that speaks https, or http. */
async function measureAt(
  scheme: 'https' | 'http',
  folder: string,
  quick: boolean,
): Promise<ReturnType<typeof roundsOf>> {
  const changes = quick ? 50 : 1000;
  mkdirSync(folder);
  const workers = await bundleWorkers();
  const tenant = await startRehearsalTenant(scheme === 'https' ? folder : null);
  const session = openSession(tenant);
  const client = await session.client();
  const roleId = await viewerId(client);
  const tenantNumber = (await client.tenantNumber(new AbortController().signal)) ?? '';
  const mirror = await openBenchMirror(folder, workers);
  await pullOnce(client, mirror, workers);
  const measured = await roundsOf(
    { session, client, mirror },
    folder,
    (name) => makeWanted(changes, name, roleId, tenantNumber),
    quick ? { warm: 0, counted: 1 } : { warm: 2, counted: 15 },
  );
  await mirror.close();
  await session.close();
  tenant.close();
  return measured;
}

function figuresOf(name: string, beside: Beside, limit: number | null): Figure[] {
  return [
    { name: `${name}, beside a bare loop`, value: beside.ratio, unit: '×', limit },
    { name, value: beside.sent, unit: 'ms', limit: null },
    { name: `${name}, mirror included`, value: beside.noted, unit: 'ms', limit: null },
  ];
}

/** Draining the outbox beside a loop that only sends. */
export const measure: Measure = {
  name: 'push-drain',
  about:
    '1,000 waiting changes (200 new users, 800 rules) sent to the demo tenant on loopback, over https as to any real tenant and over http as to the built-in one; × = a bare loop that sends each as a request of its own, four at a time. All rules give one role on one scope, so that the drain needs about 430 requests (batch-create) where the loop sends 1,200; without that call it sends the very same requests',
  async run({ quick, folder }) {
    const https = await measureAt('https', join(folder, 'https'), quick);
    const http = await measureAt('http', join(folder, 'http'), quick);
    return [
      ...figuresOf('drain', https.together, 1.5),
      ...figuresOf('drain without batch-create', https.single, 1.5),
      ...figuresOf('drain over http', http.together, 1.5),
      ...figuresOf('drain over http without batch-create', http.single, null),
    ];
  },
};
