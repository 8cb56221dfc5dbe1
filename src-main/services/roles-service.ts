import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import type { CallOutput, ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { ActGate } from './act-gate.ts';
import { type EditDeps, openRoom } from './edits/edit-room.ts';
import { comparisonOf } from './roles/compare-view.ts';
import { leastView } from './roles/least-view.ts';
import { matrixOfTenant, matrixOfVersion } from './roles/matrix-view.ts';
import { readRoles } from './roles/read-roles.ts';
import { upgradeView } from './roles/upgrade-view.ts';

type Call<C extends CallChannel> = (input: ParsedInput<C>) => Promise<CallOutput<C>>;

/** Looking at roles beyond the list, and editing custom ones. */
export interface RolesService {
  draftSource: Call<'roles.draftSource'>;
  preview: Call<'roles.preview'>;
  save: Call<'roles.save'>;
  usePreview: Call<'roles.usePreview'>;
  setEnabled: Call<'roles.setEnabled'>;
  delete: Call<'roles.delete'>;
  compare: Call<'roles.compare'>;
  least: Call<'roles.least'>;
  upgrade: Call<'roles.upgrade'>;
  matrix: Call<'roles.matrix'>;
}

const later = (): Promise<never> =>
  Promise.reject(
    new RolebookError({
      kind: 'unavailable',
      origin: 'main',
      reason: 'not-built-yet',
      message: 'This part of the roles is not there yet.',
    }),
  );

/** What is done with roles; edits work offline. */
export function createRolesService(deps: EditDeps & { readonly acts: ActGate }): RolesService {
  return {
    draftSource: later,
    preview: later,
    save: later,
    usePreview: later,
    setEnabled: later,
    delete: later,
    compare: async ({ ids }) => comparisonOf(await readRoles(openRoom(deps), ids)),
    least: async (input) => {
      const { mirror } = openRoom(deps);
      const [roles, nodes] = await Promise.all([mirror.roles(), mirror.scopeTree(false)]);
      return leastView(input, roles, nodes);
    },
    upgrade: (input) => {
      const { mirror, session } = openRoom(deps);
      return upgradeView(mirror, session.describe().productLine, input);
    },
    matrix: async ({ productVersion }) => {
      if (productVersion !== null) return matrixOfVersion(productVersion);
      const { mirror, session } = openRoom(deps);
      return matrixOfTenant(await mirror.roles(), session.describe().productText);
    },
  };
}
