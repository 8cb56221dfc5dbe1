import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchOutputs } from '../../../src-main/cli/process-outputs.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

it.each([
  { stream: 'stdout', error: 'EPIPE', good: 0 },
  { stream: 'stdout', error: 'ENOSPC', good: 7 },
  { stream: 'stderr', error: 'EPIPE', good: 0 },
  { stream: 'stderr', error: 'ENOSPC', good: 0 },
] as const)('$error on $stream ends nothing and leaves failing codes alone', ({ stream, error, good }) => {
  const process = { stdout: new EventEmitter(), stderr: new EventEmitter() };
  const outputs = watchOutputs(process);
  process[stream].emit('error', failure(error));
  process[stream].emit('error', failure(error));
  expect(outputs.settle(0)).toBe(good);
  expect(outputs.settle(5)).toBe(5);
});
