import type { Log } from '../log/log.ts';

/** Where in our code an error was made: `name.js:1:2` of its first frame; null where that cannot be told. */
function placeOf(error: Error): string | null {
  const stack = error.stack ?? '';
  // The text of an error could hold anything, lines that look like frames among it.
  const from = stack.indexOf(error.message) + error.message.length;
  const frame = /\bat [^\n]*?([\w.-]+:\d+:\d+)\)?$/m.exec(stack.slice(from));
  return frame?.[1] ?? null;
}

/**
 * Notes errors that nobody caught, and goes on. They are bugs; left alone, their text would go to standard error, and from
 * there into the system's log, and that text may quote a secret.
 */
export function noteUnexpected(process: Pick<NodeJS.Process, 'on'>, log: Pick<Log, 'error'>): void {
  const note = (how: string) => (thrown: unknown) => {
    const isError = thrown instanceof Error;
    log.error('bug', {
      how,
      thrown: isError ? thrown.name : typeof thrown,
      at: isError ? placeOf(thrown) : null,
    });
  };
  process.on('uncaughtException', note('uncaught'));
  process.on('unhandledRejection', note('unhandled'));
}
