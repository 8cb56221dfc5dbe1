import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import { storageFailure } from './sqlite-failure.ts';

/** A failure on its way out of a thread: what is shown, and for the log where a bug or the disk struck. */
export interface ThreadFailure {
  readonly error: ErrorBody;
  /** Class, code and the first frames; never the message, which could hold anything. Null for expected failures. */
  readonly trace: string | null;
}

/** Expected failures keep their body; what SQLite or the disk threw becomes a `storage` one; bugs stay bugs. */
export function threadFailure(thrown: unknown): ThreadFailure {
  if (thrown instanceof RolebookError) return { error: thrown.body, trace: null };
  if (!(thrown instanceof Error)) return { error: toErrorBody(thrown), trace: typeof thrown };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
  const frames = (thrown.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/|\/).*\/([^/]+)\)?$/, '($1)'));
  return {
    error: code === null ? toErrorBody(thrown) : storageFailure(thrown).body,
    trace: [thrown.name, code, ...frames].filter((part) => part !== null).join(' '),
  };
}
