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
  if (thrown instanceof RolebookError)
    return { error: thrown.body, trace: thrown.cause instanceof Error ? traceOf(thrown.cause) : null };
  if (!(thrown instanceof Error)) return { error: toErrorBody(thrown), trace: typeof thrown };
  const fromBelow = codeOf(thrown) !== null;
  return { error: fromBelow ? storageFailure(thrown).body : toErrorBody(thrown), trace: traceOf(thrown) };
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function traceOf(error: Error): string {
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/|\/).*\/([^/]+)\)?$/, '($1)'));
  return [error.name, codeOf(error), ...frames].filter((part) => part !== null).join(' ');
}
