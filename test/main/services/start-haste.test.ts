import { expect, test } from 'vitest';
import { createStartHaste } from '../../../src-main/services/start-haste.ts';

test('only the first that is opened while the start runs is in haste', async () => {
  const haste = createStartHaste();
  expect(haste.take()).toBe(false);
  await haste.during(async () => {
    expect(haste.take()).toBe(true);
    expect(haste.take()).toBe(false);
  });
  await haste.during(async () => {});
  expect(haste.take()).toBe(false);
  await expect(haste.during(() => Promise.reject(new Error('not opened')))).rejects.toThrow('not opened');
  expect(haste.take()).toBe(false);
});
