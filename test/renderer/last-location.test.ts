import { expect, test } from 'vitest';
import { isOwnLocation } from '../../src-renderer/last-location.ts';

test.each([
  ['/users?q=ada', true],
  ['/', true],
  ['//evil.example.com', false],
  ['/\\evil.example.com', false],
  ['https://evil.example.com/', false],
  ['javascript:alert(1)', false],
  ['', false],
  [`/${'a'.repeat(5000)}`, false],
])('%j may be gone to at start: %s', (location, own) => expect(isOwnLocation(location)).toBe(own));
