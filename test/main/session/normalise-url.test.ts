import { expect, test } from 'vitest';
import { normaliseUrl } from '../../../src-main/session/normalise-url.ts';

test.each([
  ['tenant.example.com', 'https://tenant.example.com', 'tenant.example.com'],
  ['https://tenant.example.com', 'https://tenant.example.com', 'tenant.example.com'],
  ['https://tenant.example.com/', 'https://tenant.example.com', 'tenant.example.com'],
  ['https://tenant.example.com/users?tab=local#x', 'https://tenant.example.com', 'tenant.example.com'],
  ['tenant.example.com/users', 'https://tenant.example.com', 'tenant.example.com'],
  ['  tenant.example.com \n', 'https://tenant.example.com', 'tenant.example.com'],
  ['<https://tenant.example.com>', 'https://tenant.example.com', 'tenant.example.com'],
  ['“https://tenant.example.com”', 'https://tenant.example.com', 'tenant.example.com'],
  ['HTTPS://Tenant.Example.COM', 'https://tenant.example.com', 'tenant.example.com'],
  ['https:tenant.example.com', 'https://tenant.example.com', 'tenant.example.com'],
  ['https:///tenant.example.com', 'https://tenant.example.com', 'tenant.example.com'],
  ['//tenant.example.com', 'https://tenant.example.com', 'tenant.example.com'],
  ['tenant.example.com:8443', 'https://tenant.example.com:8443', 'tenant.example.com:8443'],
  ['tenant.example.com:443', 'https://tenant.example.com', 'tenant.example.com'],
  ['tenant.example.com:8443/login', 'https://tenant.example.com:8443', 'tenant.example.com:8443'],
  ['tenant.example.com.', 'https://tenant.example.com', 'tenant.example.com'],
  ['intranet', 'https://intranet', 'intranet'],
  ['192.0.2.7', 'https://192.0.2.7', '192.0.2.7'],
  ['[2001:db8::7]:8443', 'https://[2001:db8::7]:8443', '[2001:db8::7]:8443'],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010', '127.0.0.1:4010'],
  ['http://localhost:4010/x', 'http://localhost:4010', 'localhost:4010'],
  ['http://tenant.localhost', 'http://tenant.localhost', 'tenant.localhost'],
  ['http://[::1]:80', 'http://[::1]', '[::1]'],
  ['localhost:4010', 'http://localhost:4010', 'localhost:4010'],
  ['127.0.0.1:4010', 'http://127.0.0.1:4010', '127.0.0.1:4010'],
  ['https://localhost:4010', 'https://localhost:4010', 'localhost:4010'],
  [
    'bücher.example.com',
    'https://xn--bcher-kva.example.com',
    'bücher.example.com (xn--bcher-kva.example.com)',
  ],
  [
    'https://Bücher.example.com:8443/x',
    'https://xn--bcher-kva.example.com:8443',
    'bücher.example.com:8443 (xn--bcher-kva.example.com:8443)',
  ],
  ['https://xn--bcher-kva.example.com', 'https://xn--bcher-kva.example.com', 'xn--bcher-kva.example.com'],
  // A Cyrillic letter that looks like an a: the ASCII name gives it away.
  [
    'tenаnt.example.com',
    'https://xn--tennt-6ve.example.com',
    'tenаnt.example.com (xn--tennt-6ve.example.com)',
  ],
])('%j means %s', (typed, origin, shown) => {
  expect(normaliseUrl(typed)).toEqual({ origin, shown });
});

test.each([
  ['', 'url-empty'],
  ['   ', 'url-empty'],
  ['https://', 'url-wrong'],
  ['not an address', 'url-wrong'],
  ['tenant.exam ple.com', 'url-wrong'],
  ['tenant.example.com\u200b', 'url-wrong'],
  ['tenant\u202e.example.com', 'url-wrong'],
  ['https:\\\\tenant.example.com', 'url-wrong'],
  ['https://tenant..example.com', 'url-wrong'],
  ['https://-tenant.example.com', 'url-wrong'],
  ['https://tenant.example.com:99999', 'url-wrong'],
  ['https://%00', 'url-wrong'],
  ['???', 'url-wrong'],
  ['ftp://tenant.example.com', 'url-scheme'],
  ['file:///etc/passwd', 'url-scheme'],
  ['javascript:alert(1)', 'url-scheme'],
  ['data:text/html,x', 'url-scheme'],
  ['http://tenant.example.com', 'url-not-secure'],
  ['http://192.0.2.7', 'url-not-secure'],
  ['http://127.0.0.1.example.com', 'url-not-secure'],
  ['http://localhost.example.com', 'url-not-secure'],
  ['https://ada:sesame@tenant.example.com', 'url-with-credentials'],
  ['https://ada@tenant.example.com', 'url-with-credentials'],
  ['ada:sesame@tenant.example.com', 'url-with-credentials'],
  ['https://tenant.example.com@elsewhere.example.org', 'url-with-credentials'],
])('%j is refused: %s', (typed, reason) => {
  expect(() => normaliseUrl(typed)).toThrow(
    expect.objectContaining({ body: expect.objectContaining({ kind: 'input', reason }) }),
  );
  expect(() => normaliseUrl(typed)).not.toThrow(/sesame/);
});
