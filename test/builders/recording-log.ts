import type { Log, LogFields } from '../../src-main/log/log.ts';

/** One line as it was logged. */
export interface LoggedLine {
  readonly level: keyof Log;
  readonly event: string;
  readonly fields: LogFields;
}

/** A log that remembers. */
export function createRecordingLog(): Log & { readonly lines: LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const write =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}): void =>
      void lines.push({ level, event, fields });
  return { lines, error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
}
