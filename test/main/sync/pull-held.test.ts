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
  test('holds a build back until the user decides, and takes it without asking the tenant again', async () => {
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
    expect(tenant.requests.length).toBe(requests);
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
    await mirror.apply({
      users: [{ ...facts.users[0], id: 'made-here', username: 'made.here@example.com' }],
      removedUserIds: [String(facts.users[1]?.['id'])],
    });
    expect(await runPull(pull, { acceptRemovals: true })).toMatchObject({ outcome: 'complete', removed: 21 });
    expect(await mirror.users(['made-here'])).toMatchObject([{ email: 'made.here@example.com' }]);
    expect(await mirror.users([String(facts.users[1]?.['id'])])).toEqual([]);
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
