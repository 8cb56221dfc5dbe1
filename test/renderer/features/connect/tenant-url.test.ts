import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseUrl } from '../../../../src-main/session/normalise-url.ts';
import { readTenantUrl } from '../../../../src-renderer/features/connect/tenant-url.ts';

const byMain = (text: string): string | null => {
  try {
    return normaliseUrl(text).origin;
  } catch {
    return null;
  }
};

describe('reading a tenant’s address while it is typed', () => {
  it.each([
    ['acme.run.ai', 'https://acme.run.ai'],
    ['  https://acme.run.ai/users?tab=sso#top ', 'https://acme.run.ai'],
    ['<https://acme.example.com:8443/>', 'https://acme.example.com:8443'],
    ['HTTPS://ACME.example.com', 'https://acme.example.com'],
    ['localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:3000/x', 'http://127.0.0.1:3000'],
    ['https://[::1]:4443', 'https://[::1]:4443'],
  ])('takes %j as %s', (text, origin) => {
    expect(readTenantUrl(text)).toMatchObject({ origin, problem: null });
  });

  it.each([
    'http://acme.run.ai',
    'ftp://acme.run.ai',
    'https://',
    'two words',
    'https://ada:pw@acme.run.ai',
    'https://acme.run.ai\u200b/x',
  ])('refuses %j with a reason', (text) => {
    const reading = readTenantUrl(text);
    expect(reading.origin).toBeNull();
    expect(reading.problem).not.toBeNull();
  });

  it('says nothing about an empty field, and mentions what is left out', () => {
    expect(readTenantUrl(' ')).toEqual({ origin: null, note: null, problem: null });
    expect(readTenantUrl('https://acme.run.ai/users').note).toContain('left out');
    expect(readTenantUrl('https://acme.run.ai/').note).toBeNull();
  });

  it('never promises an address that the main process would refuse or read differently', () => {
    const part = fc.constantFrom(
      'acme',
      'run.ai',
      'example.com',
      'localhost',
      '127.0.0.1',
      '[::1]',
      'tenant-1',
    );
    const text = fc
      .tuple(
        fc.constantFrom('', 'https://', 'http://', 'ws://'),
        part,
        fc.constantFrom('', ':8443', ':80'),
        fc.constantFrom('', '/', '/users', '?a=b', '#x'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        expect(readTenantUrl(typed).origin).toBe(byMain(typed));
      }),
    );
  });
});
