import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBodyCollector } from '../../../src-main/cloud/body-collector.ts';
import { connectionError } from '../../../src-main/cloud/connection-error.ts';
import { productLineSchema } from '../../../src-shared/domain/tenant.ts';
import { productTexts } from '../../../src-shared/profiles/product-features.ts';
import { findDialect } from '../../../src-main/cloud/dialects/find-dialect.ts';
import { nestsDeeperThan } from '../../../src-main/cloud/json-depth.ts';
import { lineFrom } from '../../../src-main/cloud/probe.ts';
import { requestUrl, segment } from '../../../src-main/cloud/request-url.ts';
import { createRetryBudget, defaultRetryPolicy, retryDelay } from '../../../src-main/cloud/retry.ts';
import { retryAfterSeconds } from '../../../src-main/cloud/retry-after.ts';
import { statusError } from '../../../src-main/cloud/status-error.ts';
import { TransportFailure } from '../../../src-main/cloud/transport.ts';
import { claimsOf } from '../../../src-main/cloud/wire/token-wire.ts';

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5);
  test.each([
    [null, null, null],
    ['0', null, 0],
    ['120', null, 120],
    [' 7 ', null, 7],
    ['-5', null, null],
    ['1.5', null, null],
    ['soon', null, null],
    ['1e9', null, null],
    ['2026', null, 2026],
    ['Fri, 02 Jan 2026 03:04:35 GMT', null, 30],
    ['Fri, 02 Jan 2026 03:04:35 GMT', 'Fri, 02 Jan 2026 03:04:25 GMT', 10],
    ['Fri, 02 Jan 2026 03:04:35 GMT', 'garbage', 30],
    ['Fri, 02 Jan 2020 03:04:35 GMT', null, 0],
    ['Fri, 99 Xyz 2026 03:04:35 GMT', null, null],
  ])('%j with Date %j is %j seconds', (header, date, seconds) => {
    expect(retryAfterSeconds(header, date, now)).toBe(seconds);
  });
});

describe('repetition', () => {
  const retryable = { retryable: true, kind: 'network', retryAfterSeconds: null } as const;
  const highest = { below: (bound: number) => bound - 1 };

  test('waits longer and longer with full jitter, under a ceiling, and stops', () => {
    const policy = { ...defaultRetryPolicy, attempts: 9 };
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) =>
      retryDelay(retryable, attempt, policy, highest),
    );
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000, null]);
    expect(retryDelay(retryable, 3, policy, { below: () => 0 })).toBe(0);
  });

  test.each([
    ['not retryable', { ...retryable, retryable: false }, null],
    ['stopped by the user', { ...retryable, kind: 'cancelled' as const }, null],
    ['told to wait 2 s', { ...retryable, retryAfterSeconds: 2 }, 2250],
    ['told to wait an hour', { ...retryable, retryAfterSeconds: 3600 }, null],
  ])('%s', (_, error, expected) => {
    expect(retryDelay(error, 1, defaultRetryPolicy, highest)).toBe(expected);
  });

  test('a budget keeps a dead tenant from being stormed', () => {
    const budget = createRetryBudget({ budget: 3, earned: 0.5 });
    expect([budget.spend(), budget.spend(), budget.spend(), budget.spend()]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    budget.earn();
    expect(budget.spend()).toBe(false);
    budget.earn();
    expect(budget.spend()).toBe(true);
    for (let i = 0; i < 100; i += 1) budget.earn();
    expect([1, 2, 3, 4].map(() => budget.spend())).toEqual([true, true, true, false]);
  });
});

describe('connection failures each have their own words', () => {
  test.each([
    ['ENOTFOUND', 'network', 'host-not-found'],
    ['net::ERR_NAME_NOT_RESOLVED', 'network', 'host-not-found'],
    ['EAI_AGAIN', 'network', 'name-lookup-failed'],
    ['ECONNREFUSED', 'network', 'connection-refused'],
    ['net::ERR_CONNECTION_REFUSED', 'network', 'connection-refused'],
    ['ENETUNREACH', 'network', 'no-network'],
    ['EHOSTUNREACH', 'network', 'no-network'],
    ['net::ERR_INTERNET_DISCONNECTED', 'network', 'no-network'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'network', 'no-network'],
    ['ECONNRESET', 'network', 'connection-lost'],
    ['EPIPE', 'network', 'connection-lost'],
    ['net::ERR_CONNECTION_RESET', 'network', 'connection-lost'],
    ['net::ERR_EMPTY_RESPONSE', 'network', 'connection-lost'],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'network', 'connection-lost'],
    ['ROLEBOOK_CUT', 'network', 'connection-lost'],
    ['ROLEBOOK_TIMEOUT', 'network', 'timeout'],
    ['net::ERR_TIMED_OUT', 'network', 'timeout'],
    ['ETIMEDOUT', 'network', 'connect-timeout'],
    ['ROLEBOOK_CONNECT_TIMEOUT', 'network', 'connect-timeout'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'network', 'connect-timeout'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'network', 'proxy-failed'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'network', 'proxy-failed'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network', 'tls-self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'network', 'tls-unknown-authority'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network', 'tls-untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'network', 'tls-untrusted'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'network', 'tls-untrusted'],
    ['CERT_HAS_EXPIRED', 'network', 'tls-expired'],
    ['net::ERR_CERT_DATE_INVALID', 'network', 'tls-expired'],
    ['CERT_NOT_YET_VALID', 'network', 'tls-not-yet-valid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network', 'tls-wrong-host'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'network', 'tls-wrong-host'],
    ['CERT_REVOKED', 'network', 'tls-revoked'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'network', 'tls-not-spoken'],
    ['EPROTO', 'network', 'tls-not-spoken'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'network', 'tls-not-spoken'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'network', 'tls-failed'],
    ['HPE_INVALID_CONSTANT', 'not-a-tenant', 'not-http'],
    ['net::ERR_INVALID_HTTP_RESPONSE', 'not-a-tenant', 'not-http'],
    ['ROLEBOOK_REDIRECT', 'not-a-tenant', 'redirected'],
    ['ROLEBOOK_TOO_LARGE', 'tenant', 'reply-too-large'],
    ['ROLEBOOK_ABORTED', 'cancelled', 'cancelled'],
    ['net::ERR_ABORTED', 'cancelled', 'cancelled'],
    ['ESOMETHINGNEW', 'network', 'connection-failed'],
  ])('%s is %s/%s', (code, kind, reason) => {
    const { body } = connectionError(new TransportFailure(code, false), 'tenant.example.com');
    expect(body).toMatchObject({ kind, reason });
    expect(body.message).not.toContain('{host}');
    expect(body.message + (body.hint ?? '')).not.toContain(code);
    if (reason.startsWith('tls-')) expect(body.retryable).toBe(false);
  });
});

describe('statuses', () => {
  test.each([
    [400, 'input', 'refused-input', false],
    [401, 'auth', 'signed-out', false],
    [403, 'not-permitted', 'not-permitted', false],
    [404, 'not-found', 'not-found', false],
    [405, 'unavailable', 'not-offered', false],
    [409, 'conflict', 'already-exists', false],
    [410, 'not-found', 'not-found', false],
    [412, 'input', 'refused-input', false],
    [422, 'input', 'refused-input', false],
    [429, 'tenant', 'too-many-requests', true],
    [500, 'tenant', 'tenant-failed', true],
    [501, 'unavailable', 'not-offered', false],
    [503, 'tenant', 'tenant-unavailable', true],
  ])('%i is %s/%s', (status, kind, reason, retryable) => {
    expect(statusError(status, null, 3).body).toMatchObject({
      kind,
      reason,
      retryable,
      status,
      retryAfterSeconds: 3,
    });
  });

  test('the tenant’s words are quoted on one line, cut, without hidden characters', () => {
    const { message } = statusError(400, `a\n\u202eb\u0000c ${'x'.repeat(1000)}`).body;
    expect(message).toContain('“a b c xxx');
    expect(message).toMatch(/…”$/);
    expect(message.length).toBeLessThan(400);
  });
});

describe('the line from what answers', () => {
  test.each([
    [true, false, true, true, '3.0'],
    [true, true, true, true, '2.24'],
    [true, true, false, true, '2.22'],
    [true, false, false, true, '2.22'],
    [false, true, true, true, '2.22'],
    [false, true, false, true, '2.22'],
    [false, true, false, false, '2.18'],
    [true, true, false, false, '2.18'],
    [false, false, false, false, '2.13'],
    [false, false, true, false, '2.13'],
    [false, false, false, true, '2.13'],
  ] as const)(
    'roles v2 %s, roles v1 %s, service accounts %s, event history %s: %s',
    (rolesV2, rolesV1, serviceAccounts, eventHistory, line) => {
      expect(lineFrom({ rolesV2, rolesV1, serviceAccounts, eventHistory })).toBe(line);
    },
  );

  test.each(productLineSchema.options)('%s has a dialect that says its own line', (line) => {
    expect(findDialect(line)).toMatchObject({ line, productText: productTexts[line] });
  });
});

describe('one origin', () => {
  const origin = 'https://tenant.example.com';
  test.each([
    'https://evil.example.org/x',
    '//evil.example.org/x',
    '///evil.example.org',
    '\\\\evil.example.org',
    '/\\evil.example.org',
    'http://tenant.example.com/x',
    'https://tenant.example.com:8443/x',
    'https://tenant.example.com@evil.example.org/',
    'https://user@tenant.example.com/',
    'javascript:alert(1)',
    'data:,x',
    'file:///etc/passwd',
    'relative',
    '',
    '?x=1',
    '#x',
    'ftp://tenant.example.com/',
    'https:evil.example.org',
    '\t//evil.example.org',
    ' //evil.example.org',
    '/\t/evil.example.org',
    'blob:https://tenant.example.com/x',
    'https://tenant.example.com.evil.example.org/x',
    'https://xn--tennt-6ve.example.com/',
  ])('a call to %j never gets as far as a token', (path) => {
    expect(() => requestUrl(origin, path)).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ reason: 'foreign-origin' }) }),
    );
  });

  test('whatever an id holds, it stays one segment of the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
        fc.pre(id !== '.' && id !== '..' && id.isWellFormed());
        const url = requestUrl(origin, `/api/v1/users/${segment(id)}/password`);
        expect(url.origin).toBe(origin);
        expect(url.pathname.split('/')).toHaveLength(6);
        expect(url.search + url.hash).toBe('');
      }),
    );
    for (const id of ['.', '..', '']) expect(() => segment(id)).toThrow();
  });

  test('lists are comma separated, with the values encoded and the commas not', () => {
    const url = requestUrl(origin, '/x', { filterBy: ['a==b&c', 'd=@e f'], limit: 5, gone: undefined });
    expect(url.search).toBe('?filterBy=a%3D%3Db%26c,d%3D%40e%20f&limit=5');
  });
});

test('a body is gathered exactly, whatever its chunks and whatever was announced', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 50 })),
      fc.option(fc.nat({ max: 400 })),
      fc.nat({ max: 800 }),
      (chunks, announced, cap) => {
        const collector = createBodyCollector(cap, announced);
        const total = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
        // What is added is taken: a socket's buffer is given back.
        const taken = chunks.every((chunk) => collector.add(chunk.slice()));
        expect(taken).toBe(total <= cap);
        if (taken) {
          const body = collector.finish();
          expect(Buffer.from(body).equals(Buffer.concat(chunks))).toBe(true);
          // In memory of its own, so that it can be handed to a worker.
          expect(body.byteLength).toBe(total);
        }
      },
    ),
  );
});

test('claims of anything that is not a token are simply absent', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => claimsOf(text)).not.toThrow();
    }),
  );
  const payload = Buffer.from(
    JSON.stringify({ iat: 100, exp: 3700, preferred_username: 'a@example.com' }),
  ).toString('base64url');
  expect(claimsOf(`h.${payload}.s`)).toEqual({ lifeSeconds: 3600, expiresAt: 3700, email: 'a@example.com' });
  const service = Buffer.from(JSON.stringify({ preferred_username: 'service-account-ci' })).toString(
    'base64url',
  );
  expect(claimsOf(`h.${service}.s`)).toEqual({ lifeSeconds: null, expiresAt: null, email: null });
});

test.each([
  ['[[[]]]', 3, false],
  ['[[[]]]', 2, true],
  ['{"a":{"b":[1]}}', 2, true],
  ['[[],[],[],[]]', 2, false],
  ['["[[[[[["]', 1, false],
  [String.raw`["\"[[[[","\\",[]]`, 2, false],
  [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, 64, true],
])('%s nests deeper than %i: %s', (text, limit, expected) => {
  expect(nestsDeeperThan(text, limit)).toBe(expected);
});
