import { expect, test } from 'vitest';
import { createSettleLine } from '../../../src-main/cloud/probe.ts';
import type { Http } from '../../../src-main/cloud/http.ts';
import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

const rolesV2 = '/api/v2/authorization/roles';
const rolesV1 = '/api/v1/authorization/roles';
const accounts = '/api/v1/service-accounts';
const history = '/api/v1/audit/log';

const offered: Readonly<Partial<Record<ProductLine, readonly string[]>>> = {
  '3.0': [rolesV2, accounts, history],
  '2.24': [rolesV2, rolesV1, accounts, history],
  '2.22': [rolesV1, history],
  '2.18': [rolesV1],
};

const cut = new RolebookError({
  kind: 'network',
  origin: 'cloud',
  reason: 'connection-refused',
  message: 'Nobody there.',
});

/** A tenant of a line; somebody in between answers 404 at the n-th probe, counted from 1, for the path that `strays` gives. */
function tenantOf(
  line: ProductLine,
  strays: Readonly<Record<number, string>> = {},
): { http: Http; asked: string[] } {
  const asked: string[] = [];
  const http: Http = {
    origin: 'https://tenant.example.com',
    host: 'tenant.example.com',
    usage: () => ({ requests: asked.length, bytes: 0 }),
    clocks: () => null,
    async send({ path }) {
      asked.push(path);
      const probe = asked.filter((one) => one === path).length;
      const there = offered[line]?.includes(path) === true && strays[probe] !== path;
      return { status: there ? 200 : 404, header: () => null, body: new ArrayBuffer(0) };
    },
  };
  return { http, asked };
}

test('a tenant that is as it was known is probed once', async () => {
  const { http, asked } = tenantOf('3.0');
  expect(await createSettleLine()(http, '3.0')).toBe('3.0');
  expect(asked).toHaveLength(3);
});

test.each(['3.0', '2.24', '2.22', '2.18'] as const)(
  'at the first contact %s is probed twice',
  async (line) => {
    const { http, asked } = tenantOf(line);
    expect(await createSettleLine()(http, null)).toBe(line);
    expect(asked.filter((path) => path === rolesV2)).toHaveLength(2);
  },
);

test('one that was upgraded since is believed once it says so twice', async () => {
  const { http, asked } = tenantOf('3.0');
  expect(await createSettleLine()(http, '2.24')).toBe('3.0');
  expect(asked).toHaveLength(6);
});

test.each([
  ['2.24', rolesV2],
  ['2.24', rolesV1],
  ['2.24', accounts],
  [null, rolesV2],
  [null, rolesV1],
  [null, accounts],
] as const)('known before as %s, one stray 404 at %s decides nothing', async (before, path) => {
  for (const probe of [1, 2]) {
    const { http } = tenantOf('2.24', { [probe]: path });
    expect(await createSettleLine()(http, before)).toBe('2.24');
  }
});

test('what has none of the calls says so twice before it is believed', async () => {
  const { http, asked } = tenantOf('2.13');
  await expect(createSettleLine()(http, null)).rejects.toMatchObject({
    body: { reason: 'no-known-version' },
  });
  expect(asked.filter((path) => path === rolesV2)).toHaveLength(2);
  const { http: stray } = tenantOf('3.0', { 1: rolesV2 });
  expect(await createSettleLine()(stray, null)).toBe('3.0');
});

test('where no two probes agree, nothing is believed, and it is tried again', async () => {
  const { http } = tenantOf('2.24', { 1: rolesV1, 2: accounts, 3: rolesV2 });
  await expect(createSettleLine()(http, '2.13')).rejects.toMatchObject({
    body: { reason: 'version-unclear', retryable: true },
  });
});

test('one that cannot be reached is asked one thing only', async () => {
  const asked: string[] = [];
  const http: Http = {
    ...tenantOf('3.0').http,
    async send({ path }) {
      asked.push(path);
      throw cut;
    },
  };
  await expect(createSettleLine()(http, '3.0')).rejects.toMatchObject({
    body: { reason: 'connection-refused' },
  });
  expect(asked).toEqual([rolesV2]);
});

test('what one probe said is still known when the next call ends it, after trouble in between', async () => {
  const { http, asked } = tenantOf('3.0');
  let isCut = false;
  const flaky: Http = {
    ...http,
    async send(request) {
      if (isCut) throw cut;
      isCut = asked.length === 2;
      return await http.send(request);
    },
  };
  const settle = createSettleLine();
  await expect(settle(flaky, null)).rejects.toBe(cut);
  isCut = false;
  expect(await settle(flaky, null)).toBe('3.0');
  expect(asked.filter((path) => path === rolesV2)).toHaveLength(2);
});
