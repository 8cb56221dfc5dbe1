import type { Shell } from 'electron';
import type { z } from 'zod';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { externalLinkSchema } from '../../src-shared/ipc/app-contract.ts';

/** A page the app may open in the browser. */
export type ExternalLink = z.infer<typeof externalLinkSchema>;

/** The whole list. Addresses never come from the window or from a tenant (reliability §1.1 item 15). */
export const externalLinks: Readonly<Record<ExternalLink, string>> = {
  'age-format': 'https://age-encryption.org/v1',
};

/**
 * Opens a page of the list in the user's browser. The only place that calls `openExternal`.
 *
 * @throws RolebookError `unavailable/no-browser` when the system has nothing to open it with
 */
export function createLinkOpener(shell: Pick<Shell, 'openExternal'>): (link: ExternalLink) => Promise<void> {
  return async (link) => {
    const address = Object.hasOwn(externalLinks, link) ? externalLinks[link] : undefined;
    if (address === undefined) {
      throw new RolebookError({
        kind: 'input',
        origin: 'main',
        reason: 'link-not-listed',
        message: 'That page is not one the app opens.',
      });
    }
    try {
      await shell.openExternal(address);
    } catch (cause) {
      throw new RolebookError(
        {
          kind: 'unavailable',
          origin: 'main',
          reason: 'no-browser',
          message: 'No browser could be opened on this computer.',
          hint: `Open ${address} yourself.`,
        },
        { cause },
      );
    }
  };
}
