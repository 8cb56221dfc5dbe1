import { exitCodes } from './exit-codes.ts';

/** A stream of the process, as far as its failures go. */
interface Output {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** What became of the outputs. */
export interface Outputs {
  /** The exit code once the answer is written: `storage` when it was all right but could not be written. */
  settle(code: number): number;
}

/**
 * Lets no failing output end the command in the middle, for what it does at the tenant has to be brought to an end. A
 * reader of standard output that has seen enough (`rolebook users list | head`) is no failure at all; an answer that
 * is lost otherwise, on a full disk say, is one. Remarks on standard error may get lost.
 */
export function watchOutputs(process: { readonly stdout: Output; readonly stderr: Output }): Outputs {
  let lost = false;
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') lost = true;
  });
  process.stderr.on('error', () => {});
  return {
    settle: (code) => (lost && code === exitCodes.ok ? exitCodes.storage : code),
  };
}
