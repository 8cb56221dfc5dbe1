/**
 * The whole product without a face: connects to a tenant, pulls once, then does what an administrator does, drawn from a
 * seed, and says what it is about to do and what was told to it. Arguments: profile, URL, client id, secret, a word for new
 * names, a seed, and `edit` (until it is killed), `stage` (as many acts as the last argument says, none of them sent), or
 * `finish` (until nothing moves any more; then all changes and what was handed to nobody, and a line `end`).
 */
import { writeSync } from 'node:fs';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { createRolebook, type Rolebook } from '../../src-main/compose.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { findAppRoot } from '../../src-main/system/app-root.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import { drawAct } from './product/acts.ts';
import type { Line } from './product/lines.ts';
import { allChanges, endedRow, watchRows } from './product/row-watch.ts';
import { look, lookOnce } from './product/world.ts';

const [profileDir = '', url = '', account = '', secret = '', word = '', seed = '', mode = '', most = ''] =
  process.argv.slice(2);
const clock = createSystemClock();
const root = findAppRoot(import.meta.dirname);
const say = (line: Line | string): void =>
  void writeSync(1, `${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
const never = (): Promise<never> => Promise.reject(new Error('nobody is there to ask'));
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
/** Does it; answers why it was refused, or null. */
async function attempt(act: () => unknown): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (thrown) {
    return toErrorBody(thrown).reason;
  }
}

async function edit({ handlers }: Rolebook, acts: number): Promise<void> {
  const below = seededNumbers(Number(seed));
  const lasting = await lookOnce(handlers);
  const watch = await watchRows(handlers);
  const staging = mode === 'stage';
  for (let n = 1; n <= acts; n += 1) {
    const world = await look(handlers, lasting, watch.open);
    const act = drawAct({ handlers, world, below, own: account, fresh: `${word}-${n}` }, () =>
      watch.takenBack.slice(-5),
    );
    const { what, mayDrop, forgets = [] } = act;
    const wants = act.wants?.map((key) => [...key]) ?? null;
    // Half of it is told as saved before any of it is sent.
    const send = staging || below(2) === 0 ? 'staged' : 'now';
    say({ line: 'try', what, wants, mayDrop: [...mayDrop], forgets: [...forgets] });
    const refused = await attempt(() => act.run(send));
    const { added, dropped } = await watch.look();
    say({ line: 'saved', refused, added, dropped });
    if (staging) continue;
    const ids = added.map(({ id }) => id);
    if (ids.length > 0 && send === 'staged' && below(3) > 0)
      void attempt(() => handlers['changes.send']({ ids }));
    if (below(8) === 0) void attempt(() => handlers['sync.start']({ full: false }));
  }
}

async function finish({ handlers }: Rolebook): Promise<void> {
  const restless = ['pending', 'sending', 'unknown'];
  for (;;) {
    const moving = (await allChanges(handlers)).filter(
      ({ change, stuck }) => restless.includes(change.state) && !stuck,
    );
    if (moving.length === 0) break;
    const ids = moving.map(({ change }) => change.id);
    await attempt(() => handlers['changes.send']({ ids }));
    await turn();
  }
  for (const planned of await allChanges(handlers)) say(endedRow(planned));
  const [missed, tray] = await Promise.all([
    handlers['credentials.missed']({}),
    handlers['credentials.list']({}),
  ]);
  for (const { id } of missed) say({ line: 'unhanded', id });
  for (const { id, handedOver } of tray) if (!handedOver) say({ line: 'unhanded', id });
  say('end');
}

const rolebook = await createRolebook({
  profileDir,
  root,
  appInfo: { version: root.version, shell: 'terminal', platform: process.platform, canBlockCapture: false },
  clock,
  random: createSystemRandom(),
  log: silentLog,
  transport: createNodeTransport({ clock, proxyEnv: {} }),
  clipboard: { writeSecret: never, clearIfOurs: () => Promise.resolve() },
  askWhere: never,
  askWhich: never,
  askWhichFiles: never,
  openLink: never,
  pullByItself: mode !== 'stage',
  emit: () => {},
  onLocked: () => {},
});
say('opening');
await rolebook.handlers['tenants.connect']({
  url,
  method: 'service-account',
  account,
  secret,
  remember: false,
});
const { mirrorAsOf } = await rolebook.handlers['session.state']({});
if (mirrorAsOf === null) await rolebook.handlers['sync.start']({ full: true });
say('open');
if (mode === 'finish') await finish(rolebook);
else await edit(rolebook, most === '' ? Number.POSITIVE_INFINITY : Number(most));
if (mode === 'stage') say('end');
await rolebook.close();
process.exit(0);
