import { afterEach, describe, expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import type { ErrorKind } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { usersOracle } from '../../builders/oracle-rows.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function freshMirror(): Promise<RebuildableMirror> {
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  return mirror;
}

function scripted(kind: ErrorKind, status: number): RolebookError {
  return new RolebookError({
    kind,
    origin: 'cloud',
    reason: 'scripted',
    message: `Scripted ${kind}.`,
    status,
  });
}

describe('the mass-removal brake', () => {
  test('watches the small kinds too', async () => {
    const facts = seededFacts(40);
    const one = facts['service-accounts'][0];
    facts['service-accounts'] = Array.from({ length: 30 }, (_, n) => ({
      ...one,
      id: `robot-${n}`,
      name: `robot-${n}`,
      clientId: `robot-${n}-1`,
    }));
    const mirror = await freshMirror();
    const pull = aPull(new PagedTenant(facts), mirror);
    await runPull(pull);
    facts['service-accounts'].splice(0, 21);
    expect(await runPull(pull)).toMatchObject({
      outcome: 'held',
      held: { kind: 'service-accounts', wouldRemove: 21, of: 30 },
    });
    expect(await mirror.serviceAccounts(null)).toHaveLength(30);
  });

  test('holds a build back until the user decides, and takes it without reading everything again', async () => {
    const facts = seededFacts(800);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    const pull = aPull(tenant, mirror);
    await runPull(pull);
    const before = await mirror.info();
    facts.users.splice(0, 21);
    const held = await runPull(pull);
    expect(held).toMatchObject({ outcome: 'held', held: { kind: 'users', wouldRemove: 21, of: 800 } });
    expect(await mirror.info()).toEqual(before);
    const requests = tenant.requests.length;
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({ outcome: 'complete', removed: 21 });
    expect(tenant.requests.slice(requests).filter((request) => request.startsWith('page'))).toEqual([]);
    expect((await mirror.info()).counts.users).toBe(usersOracle(facts).length);
  });

  test('brings what happened at the tenant while the question was open', async () => {
    const facts = seededFacts(800);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    const pull = aPull(tenant, mirror);
    await runPull(pull);
    facts.users.splice(0, 21);
    expect(await runPull(pull)).toMatchObject({ outcome: 'held' });
    const gone = String(facts.users[3]?.['id']);
    const at = '2031-05-05T00:00:00.000Z';
    facts.users.splice(3, 1);
    tenant.events?.push({ at, action: 'delete', entityType: 'User', entityId: gone });
    facts.users.push({ ...facts.users[0], id: 'came-later', username: 'later@example.com', createdAt: at });
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({
      outcome: 'complete',
      added: 1,
      removed: 22,
    });
    expect(await mirror.users([gone])).toEqual([]);
    expect(await mirror.users(['came-later'])).toMatchObject([{ email: 'later@example.com' }]);
  });

  test('is taken without a network too, and says that what came later is not there yet', async () => {
    const facts = seededFacts(800);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    let online = true;
    const pull = aPull(tenant, mirror, undefined, async () => {
      if (!online) throw scripted('network', 0);
      return tenant;
    });
    await runPull(pull);
    facts.users.splice(0, 21);
    expect(await runPull(pull)).toMatchObject({ outcome: 'held' });
    online = false;
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({
      outcome: 'partial',
      removed: 21,
      error: { kind: 'network' },
    });
    expect((await mirror.info()).counts.users).toBe(usersOracle(facts).length);
    online = true;
    expect(await runPull(pull, { full: false })).toMatchObject({ kind: 'delta', outcome: 'complete' });
  });

  test('asks again when as much more would vanish since', async () => {
    const facts = seededFacts(800);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    const pull = aPull(tenant, mirror);
    await runPull(pull);
    facts.users.splice(0, 21);
    expect(await runPull(pull)).toMatchObject({ outcome: 'held' });
    facts.users.splice(0, 25);
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({
      outcome: 'held',
      held: { kind: 'users', wouldRemove: 25, of: 779 },
    });
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({ outcome: 'complete', removed: 25 });
    expect((await mirror.info()).counts.users).toBe(usersOracle(facts).length);
  });

  test('keeps what was changed here while the question was open', async () => {
    const facts = seededFacts(800);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    const pull = aPull(tenant, mirror);
    await runPull(pull);
    facts.users.splice(0, 21);
    expect(await runPull(pull)).toMatchObject({ outcome: 'held' });
    const made = { ...facts.users[0], id: 'made-here', username: 'made.here@example.com' };
    const [gone] = facts.users.splice(1, 1);
    facts.users.push(made);
    await mirror.apply({ users: [made], removedUserIds: [String(gone?.['id'])] });
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({ outcome: 'complete', removed: 21 });
    expect(await mirror.users(['made-here'])).toMatchObject([{ email: 'made.here@example.com' }]);
    expect(await mirror.users([String(gone?.['id'])])).toEqual([]);
  });

  test('does not call a build complete that lacked a kind when it was held', async () => {
    const facts = seededFacts(300);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    const pull = aPull(tenant, mirror);
    await runPull(pull);
    facts.users.splice(0, 30);
    tenant.beforePage = (kind) => {
      if (kind === 'access-rules') throw scripted('tenant', 500);
    };
    expect(await runPull(pull)).toMatchObject({ outcome: 'held' });
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({
      outcome: 'partial',
      removed: 30,
      error: { kind: 'tenant' },
    });
  });

  test('lets 20 of 800 go', async () => {
    const facts = seededFacts(800);
    const tenant = new PagedTenant(facts);
    const mirror = await freshMirror();
    await runPull(aPull(tenant, mirror));
    facts.users.splice(0, 20);
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'complete', removed: 20 });
  });
});
