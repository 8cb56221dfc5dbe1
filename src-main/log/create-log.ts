import { pino } from 'pino';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Log, LogFields } from './log.ts';
import { redactFields } from './redact.ts';

/** Levels from the loudest to the quietest need; see {@link Log} for what each means. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** What a log works with. */
export interface LogOptions {
  readonly level: LogLevel;
  readonly clock: Pick<Clock, 'now'>;
  /** Takes one whole line, its line break included. */
  readonly write: (line: string) => void;
}

/** A {@link Log} of one JSON object a line: `time` (RFC 3339), `level`, `event`, and the fields, redacted. */
export function createLog(options: LogOptions): Log {
  const logger = pino(
    {
      level: options.level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date(options.clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // A second net under redactFields, by name.
      redact: { paths: ['secret', 'password', 'token', 'authorization'], censor: '[redacted]' },
    },
    { write: options.write },
  );
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      if (logger.isLevelEnabled(level)) logger[level](redactFields(fields), event);
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}
