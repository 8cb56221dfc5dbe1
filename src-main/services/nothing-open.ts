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

/** What was begun with another tenant than the one that is open by now ends with. */
export const otherTenant = (): RolebookError =>
  new RolebookError({
    kind: 'cancelled',
    origin: 'main',
    reason: 'superseded',
    message: 'Another tenant was chosen meanwhile.',
  });
