/**
 * The whole product without a face: connects to a tenant, pulls once, then saves edits that are sent by themselves, and
 * says the name of what each one makes when it was told that the edit is saved. Arguments: profile, URL, client id, secret,
 * a word for the names, and `edit` (until it is killed) or `finish` (until nothing moves any more; then all changes as
 * JSON, and a line `end`).
 */
import { writeSync } from 'node:fs';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { createRolebook, type Rolebook } from '../../src-main/compose.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { findAppRoot } from '../../src-main/system/app-root.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';

const [profileDir = '', url = '', account = '', secret = '', word = '', mode = ''] = process.argv.slice(2);
const clock = createSystemClock();
const root = findAppRoot(import.meta.dirname);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const never = (): Promise<never> => Promise.reject(new Error('nobody is there to ask'));
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

async function edit({ handlers }: Rolebook): Promise<void> {
  const viewer = (await handlers['roles.list']({})).find(({ name }) => name === 'Viewer');
  const project = (await handlers['scopes.tree']({})).find(({ type }) => type === 'project');
  if (viewer === undefined || project === undefined)
    throw new Error('the tenant has no Viewer or no project');
  for (let n = 1; ; n += 1) {
    const name = `${word}-${n}`;
    if (n % 4 === 0) {
      await handlers['serviceAccounts.create']({ name });
    } else {
      await handlers['users.create']({
        kind: 'local',
        email: `${name}@crash.test`,
        firstName: null,
        lastName: null,
        grants: [{ roleId: viewer.id, scopes: [{ type: 'project', id: project.id }] }],
        notify: false,
        acknowledged: [],
        send: 'now',
      });
    }
    say(n % 4 === 0 ? name : `${name}@crash.test`);
    await turn();
  }
}

async function finish({ handlers }: Rolebook): Promise<void> {
  const restless = ['pending', 'sending', 'unknown'];
  for (;;) {
    const { changes } = await handlers['changes.list']({ which: 'open', from: 0, limit: 2000 });
    if (changes.every(({ change }) => !restless.includes(change.state))) break;
    await Promise.resolve(handlers['changes.send']({ ids: null })).catch(() => {});
    await turn();
  }
  const { changes } = await handlers['changes.list']({ which: 'all', from: 0, limit: 2000 });
  for (const { change } of changes) {
    const { edit: wanted, state, conflict, result, error } = change;
    say(
      JSON.stringify({
        kind: wanted.kind,
        name: nameIn(wanted),
        state,
        conflict: conflict?.kind ?? null,
        how: result?.how ?? null,
        error: error?.reason ?? null,
      }),
    );
  }
  say('end');
}

function nameIn(wanted: object): string {
  if ('email' in wanted) return String(wanted.email);
  if ('name' in wanted) return String(wanted.name);
  return 'subject' in wanted ? JSON.stringify(wanted.subject) : '';
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
  pullByItself: true,
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
if (mode === 'edit') await edit(rolebook);
else await finish(rolebook);
await rolebook.close();
process.exit(0);
