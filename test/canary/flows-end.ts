import { Buffer } from 'node:buffer';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callsWhileLocked } from '../../src-shared/ipc/lock-contract.ts';
import { callChannels } from '../../src-shared/ipc/channels.ts';
import { type Day, inTray, openDay } from './day.ts';
import { type FlowBook, must, same, until } from './flow-book.ts';
import type { MarkingTenant } from './marking-tenant.ts';
import type { Sandbox } from './sandbox.ts';

/** Locks, signing out, and the app's end. */
export async function endFlows({ run }: FlowBook, day: Day): Promise<void> {
  const { product, words } = day;

  await run('locked with a secret in the tray and on a clipboard that fails', async () => {
    await product.breakClipboard(false);
    const { report } = await day.newUser('locked@canary.test');
    const credential = report.credential;
    if (credential === null) throw new Error('no credential came');
    await product.call('credentials.copy', { id: credential.id, part: 'secret' });
    await product.call('lock.setPassphrase', { current: null, next: words.lock });
    await product.breakClipboard(true);
    await product.call('lock.now', {});
    await until('the lock', async () => (await product.call('lock.state', {})).locked);
    const refusal = await product.refusal('credentials.list', {});
    same(refusal.reason, 'locked', 'a call');
    return `${callChannels.length - callsWhileLocked.length} calls behind the lock`;
  });

  await run('unlocked, first with a wrong passphrase', async () => {
    const refusal = await product.refusal('lock.unlock', { passphrase: words.notLock });
    same(refusal.reason, 'passphrase-wrong', 'the refusal');
    const { tryAgainAt } = await product.call('lock.state', {});
    if (tryAgainAt !== null) {
      const wait = Date.parse(tryAgainAt) - (performance.timeOrigin + performance.now());
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait) + 20));
    }
    await product.call('lock.unlock', { passphrase: words.lock });
    await product.breakClipboard(false);
    must((await inTray(day)).length > 0, 'the tray is empty');
    return 'refused, then opened; the tray is as it was';
  });

  await run('locked in the middle of a call that issues a password', async () => {
    const issued = day.tenant.issued.length;
    const told = day.tenant.instead(
      ({ method, path }) => method === 'POST' && path.endsWith('/password'),
      async (_, pass) => {
        await product.call('lock.now', {});
        return await pass();
      },
    );
    const refusal = await product.refusal('users.resetPassword', {
      id: await day.idOf('locked@canary.test'),
      send: 'now',
    });
    must(told() && day.tenant.issued.length === issued + 1, 'nothing was issued');
    same(refusal.reason, 'locked', 'the answer');
    await product.call('lock.unlock', { passphrase: words.lock });
    return 'issued, the answer kept back';
  });

  // What signing out removes is looked through as well, as it is now.
  cpSync(product.profile, `${product.profile}-before-signing-out`, { recursive: true });

  await run('signed out, the copy kept', async () => {
    const { key } = (await product.call('tenants.current', {}))?.connection ?? { key: '' };
    await product.call('tenants.signOut', { key, forgetMirror: false });
    must((await product.call('tenants.list', {})).connections.length > 0, 'the tenant is gone');
    return 'the tenant is still listed';
  });

  await run('signed in again, then out, the copy removed', async () => {
    const [known] = (await product.call('tenants.list', {})).connections;
    await product.call('tenants.signIn', {
      key: known?.key ?? '',
      secret: day.tenant.client.secret,
      remember: true,
    });
    await until(
      'the sync after it',
      async () => (await product.call('session.state', {})).mirrorAsOf !== null,
    );
    await day.reset('locked@canary.test');
    await product.call('tenants.signOut', { key: known?.key ?? '', forgetMirror: true });
    return 'with a secret in the tray';
  });

  await run('the end of the app', async () => {
    await product.close();
    return 'closed in order';
  });
}

/** The app dies while a secret is in the tray, and is started again. */
export async function killFlow({ run }: FlowBook, sandbox: Sandbox, tenant: MarkingTenant): Promise<void> {
  await run('killed with a secret in the tray, and started again', async () => {
    const day = await openDay(sandbox, tenant, 'killed');
    const key = await day.connect(true);
    const { secret } = await day.newUser('killed@canary.test');
    must(secret !== '' && (await inTray(day)).length === 1, 'nothing is in the tray');
    await day.product.kill();
    const again = await openDay(sandbox, tenant, 'killed');
    await again.product.call('tenants.open', { key });
    const { keychain } = await again.product.call('session.state', {});
    // Nobody types the secret: it comes from the keychain.
    if (keychain)
      await until(
        'signing in by itself',
        async () => (await again.product.call('session.state', {})).link === 'online',
      );
    const missed = await again.product.call('credentials.missed', {});
    same(
      missed.map(({ name }) => name),
      ['killed@canary.test'],
      'what is missed',
    );
    await again.product.close();
    return `SIGKILL; the next start ${keychain ? 'signs in from the keychain' : 'has no keychain'} and misses one secret`;
  });
}

/** Two tenants, the secrets of one handed over while the other is open. */
export async function twoTenantsFlow(
  { run }: FlowBook,
  sandbox: Sandbox,
  [one, other]: readonly [MarkingTenant, MarkingTenant],
): Promise<void> {
  await run('two tenants, one’s secret handed over while the other is open', async () => {
    const day = await openDay(sandbox, one, 'two');
    await day.connect(true);
    const { secret } = await day.newUser('between@canary.test');
    await day.product.call('tenants.connect', {
      url: other.url,
      method: 'password',
      ...other.administrator,
      remember: true,
    });
    await until(
      'the other’s sync',
      async () => (await day.product.call('session.state', {})).mirrorAsOf !== null,
    );
    const path = join(sandbox.folders.allowed, 'between.csv');
    await day.product.place(path);
    await day.product.call('credentials.export', {
      ids: await inTray(day),
      format: 'csv',
      seal: { kind: 'plain', confirmed: true },
    });
    must(readFileSync(path, 'utf8').includes(secret.replaceAll('"', '""')), 'it is not in the file');
    must(other.outside.length > 3, 'the other was never asked');
    await day.product.close();
    return `handed over; the other tenant got ${other.outside.length} requests`;
  });

  await run(
    'own access keys: one made, one whose reply is lost, its new secret, shown and handed over',
    async () => {
      const { product } = await openDay(sandbox, other, 'keys');
      await product.call('tenants.connect', {
        url: other.url,
        method: 'password',
        ...other.administrator,
        remember: false,
      });
      await until('the sync', async () => (await product.call('session.state', {})).mirrorAsOf !== null);
      const before = other.issued.length;
      const made = await product.call('accessKeys.issue', { name: 'canary-report' });
      same(made.outcome, 'issued', 'the first key');
      const secret = other.issued.at(-1) ?? '';
      const { secret: shown } = await product.call('credentials.reveal', { id: made.credential?.id ?? '' });
      same(shown, secret, 'the tray');
      const told = other.instead(
        ({ method, path }) => method === 'POST' && path.endsWith('/access-keys'),
        async (_, pass) => {
          await pass();
          return 'lost';
        },
      );
      const lost = await product.call('accessKeys.issue', { name: 'canary-lost' });
      must(told(), 'no reply was lost');
      same(lost.outcome, 'not-received', 'the second key');
      await product.call('accessKeys.renew', { id: lost.key?.id ?? '' });
      same(other.issued.length, before + 3, 'secrets issued');
      const path = join(sandbox.folders.allowed, 'keys.csv');
      await product.place(path);
      const ids = (await product.call('credentials.list', {})).map(({ id }) => id);
      await product.call('credentials.export', {
        ids,
        format: 'csv',
        seal: { kind: 'plain', confirmed: true },
      });
      const file = readFileSync(path, 'utf8');
      for (const one of [secret, other.issued.at(-1) ?? ''])
        must(file.includes(one.replaceAll('"', '""')), 'it is not in the file');
      await product.close();
      return `${other.issued.length - before} issued, ${ids.length} handed over`;
    },
  );
}

/** A version whose client makes the password, and a tenant that quotes it when it refuses. */
export async function oldVersionFlow(
  { run }: FlowBook,
  sandbox: Sandbox,
  tenant: MarkingTenant,
): Promise<void> {
  await run('2.13: the app makes the password, the tenant quotes it', async () => {
    const day = await openDay(sandbox, tenant, 'old');
    await day.connect(true);
    const roles = await day.product.call('roles.list', {});
    const role = roles.find(({ name }) => name === 'Viewer') ?? roles[0];
    const create = async (email: string) =>
      await day.product.call('users.create', {
        kind: 'local',
        email,
        grants: [],
        legacy: { roleIds: [role?.id ?? 0], clusters: 'all' },
        acknowledged: ['V10', 'V12', 'V38'],
        reason: 'For all clusters.',
        send: 'now',
      });
    const made = await create('old@canary.test');
    same(made.account.outcome, 'created', 'the account');
    const told = tenant.instead(
      ({ method, path }) => method === 'POST' && path === '/v1/k8s/users',
      async ({ body }) => {
        const { password } = JSON.parse(body) as { password: string };
        const message = `The password ${password} was used before`;
        return {
          status: 400,
          type: 'application/json',
          body: JSON.stringify({ code: 400, message, details: message }),
        };
      },
    );
    const refused = await create('quoted@canary.test');
    must(told(), 'it was not told');
    await day.product.close();
    return `made, then ${refused.account.outcome}: ${refused.account.error?.reason ?? 'no error'}`;
  });
}

/** A disk with no room left, if this machine lets us have one of our own. */
export async function fullDiskFlow(
  { run }: FlowBook,
  sandbox: Sandbox,
  tenant: MarkingTenant,
): Promise<void> {
  await run('an export onto a full disk', async () => {
    const disk = join(sandbox.root, 'disk');
    mkdirSync(disk);
    const mount = 'mount -t tmpfs -o size=4k tmpfs "$0" && exec "$@"';
    const day = await openDay(sandbox, tenant, 'full', ['unshare', '-rm', 'sh', '-c', mount, disk]);
    await day.connect(false);
    await day.newUser('full@canary.test');
    // A letter is larger than the disk.
    await day.product.place(join(disk, 'all.csv'));
    const refusal = await day.product.refusal('credentials.export', {
      ids: await inTray(day),
      format: 'letters',
      seal: { kind: 'plain', confirmed: true },
    });
    // The disk is the process's own: it is seen through its eyes.
    const inside = join(`/proc/${day.product.pid}/root`, disk);
    must(existsSync(inside), 'the disk cannot be seen');
    const left = readdirSync(inside);
    for (const name of left)
      sandbox.ipc.push(Buffer.from(`left on the disk: ${name}`), readFileSync(join(inside, name)));
    same(left, [], 'left over');
    await day.product.close();
    return `refused as ${refusal.reason}, ${left.length} files left over`;
  });
}
