import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { TransportReply } from './transport.ts';

/** Whether an error says that the thing is not (any more) there (404, 410). */
export function isGone(error: unknown): boolean {
  return error instanceof RolebookError && error.body.kind === 'not-found';
}

/** Answers true when it was done and false when there was nothing to do (404, 410). */
export async function goneOrDone(sent: Promise<TransportReply>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}
