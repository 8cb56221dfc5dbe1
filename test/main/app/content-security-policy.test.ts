import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../src-main/app/content-security-policy.ts';

const directives = new Map(
  contentSecurityPolicy('abc')
    .split('; ')
    .map((text) => {
      const [name = '', ...values] = text.split(' ');
      return [name, values.join(' ')] as const;
    }),
);

describe('the content security policy', () => {
  it.each([
    ['default-src', "'none'"],
    ['script-src', "'self'"],
    ['style-src', "'self' 'nonce-abc'"],
    ['connect-src', "'none'"],
    ['object-src', "'none'"],
    ['frame-src', "'none'"],
    ['frame-ancestors', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'none'"],
    ['require-trusted-types-for', "'script'"],
    ['trusted-types', 'default'],
  ])('has %s %s', (name, value) => expect(directives.get(name)).toBe(value));

  it('allows nothing unsafe', () => expect(contentSecurityPolicy('abc')).not.toMatch(/unsafe|https?:|\*/));
});
