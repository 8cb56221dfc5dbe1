import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** What is asked while a damaged file is being mended ends with: a moment later all is there again. */
export const mendingNow = (): RolebookError =>
  new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'mending',
    retryable: true,
    message: 'A file of this tenant was found damaged and is being mended.',
    hint: 'In a moment Rolebook says what was kept.',
  });
