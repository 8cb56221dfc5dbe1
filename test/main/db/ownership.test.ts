import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { takeOwnership } from '../../../src-main/db/ownership.ts';
import { temporaryFolder } from '../../builders/opened-mirror.ts';

const ends: (() => void)[] = [];
const folder = (): string => temporaryFolder((work) => ends.push(work));
const refused = expect.objectContaining({
  body: expect.objectContaining({ kind: 'storage', reason: 'tenant-open-elsewhere', retryable: true }),
});

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

describe('a tenant’s folder', () => {
  test('has one owner at a time', () => {
    const place = join(folder(), 'new');
    const giveBack = takeOwnership(place);
    expect(() => takeOwnership(place)).toThrow(refused);
    expect(() => takeOwnership(place)).toThrow(refused);
    giveBack();
    const again = takeOwnership(place);
    expect(() => takeOwnership(place)).toThrow(refused);
    again();
  });

  test('is nobody’s when the file was left behind, removed, or is another’s', () => {
    const place = folder();
    takeOwnership(place)();
    expect(existsSync(join(place, 'owner.lock'))).toBe(true);
    takeOwnership(place)();
    rmSync(join(place, 'owner.lock'));
    takeOwnership(place)();
    writeFileSync(join(place, 'owner.lock'), 'something else '.repeat(100));
    takeOwnership(place)();
  });

  test.skipIf(process.platform === 'win32')('is locked by a file for the owner only', () => {
    const place = folder();
    takeOwnership(place)();
    expect((statSync(join(place, 'owner.lock')).mode & 0o777).toString(8)).toBe('600');
  });
});
