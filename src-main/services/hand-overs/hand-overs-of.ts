import type { Journal as Chain } from '../../db/journal.ts';
import type { CredentialTray } from '../credential-tray.ts';
import type { Workspace } from '../workspace.ts';
import {
  createHandOversService,
  type HandOversService,
  type HandOversServiceDeps,
} from './hand-overs-service.ts';

/** The hand-overs of whichever tenant is open. */
export function handOversOf(
  parts: Omit<HandOversServiceDeps, 'chain' | 'mirror' | 'marks' | 'changes' | 'inTray' | 'productLine'> & {
    readonly workspace: Workspace<Chain>;
    readonly tray: CredentialTray;
  },
): HandOversService {
  const { workspace, tray } = parts;
  return createHandOversService({
    ...parts,
    chain: () => workspace.journal(),
    // What is waited for is waited for now, whatever moment is looked at.
    mirror: () => workspace.today(),
    marks: () => workspace.unhanded().list(),
    changes: () => workspace.editRoom()?.outbox.open() ?? [],
    inTray: () => tray.list().filter(({ id }) => tray.owner(id).key === workspace.session()?.key),
    productLine: () => workspace.session()?.describe().productLine ?? null,
  });
}
