import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import type { CallOutput, ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { ActGate } from './act-gate.ts';
import { type EditDeps, openRoom } from './edits/edit-room.ts';
import { comparisonOf } from './roles/compare-view.ts';
import { draftSource } from './roles/draft-source.ts';
import { deleteRoles, previewRole, previewUse, saveRole, switchRoles } from './roles/edit-roles.ts';
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

/** What is done with roles; edits work offline. */
export function createRolesService(deps: EditDeps & { readonly acts: ActGate }): RolesService {
  return {
    draftSource: async (input) => await draftSource(openRoom(deps), input),
    preview: async (input) => await previewRole(openRoom(deps), input),
    save: (input) => deps.acts.during(() => saveRole(deps, input)),
    usePreview: async (input) => await previewUse(openRoom(deps), input),
    setEnabled: (input) => deps.acts.during(() => switchRoles(deps, input)),
    delete: (input) => deps.acts.during(() => deleteRoles(deps, input)),
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
