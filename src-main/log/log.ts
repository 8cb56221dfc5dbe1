/** A field of a log line. Objects and free text of the tenant do not go in; that keeps redaction possible. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The log every room gets passed in. Levels mean:
 * - `error`: a developer should go and look
 * - `warn`: an administrator may wonder; the app coped
 * - `info`: a step of the day (start, connect, sync, export)
 * - `debug`: for whoever is hunting something
 */
export interface Log {
  error(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  debug(event: string, fields?: LogFields): void;
}

/** A log that keeps nothing, for tests and tools that do not care. */
export const silentLog: Log = { error() {}, warn() {}, info() {}, debug() {} };
