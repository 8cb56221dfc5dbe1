import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** What the user typed cannot be carried out: exit code 2, nothing was changed. */
export function usageError(message: string, hint: string | null = null): RolebookError {
  return new RolebookError({ kind: 'input', origin: 'cli', reason: 'usage', message, hint });
}
