import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** What is asked without an open tenant ends with: `unavailable`/`no-tenant-open`, which every screen shows the same way. */
export const nothingOpen = (): RolebookError =>
  new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'no-tenant-open',
    message: 'No tenant is open.',
    hint: 'Connect to a tenant first.',
  });

/** What is asked while damaged files are being mended ends with: a moment later all is there again. */
export const mendingNow = (): RolebookError =>
  new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'mending',
    retryable: true,
    message: 'A file of this tenant was found damaged and is being mended.',
    hint: 'In a moment Rolebook says what was kept.',
  });
