import type { Gated } from '../../../src-shared/access/ask-access.ts';
import type { CallChannel } from '../../../src-shared/ipc/channels.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { ActGate } from '../act-gate.ts';
import { type EditDeps, type EditRoom, openRoom } from '../edits/edit-room.ts';
import { exportWhoCan, type WhoCanFileDeps } from './export-who-can.ts';
import { giveAccess } from './give-access.ts';
import { gatesOf } from './tenant-gates.ts';

type Call<C extends CallChannel> = (input: ParsedInput<C>) => Promise<CallOutput<C>>;

/** Who can do what in the open tenant, and why. Works offline, on the mirror. */
export interface AccessService {
  subject: Call<'access.subject'>;
  whoCan: Call<'access.who-can'>;
  exportWhoCan: Call<'access.export-who-can'>;
  explain: Call<'access.explain'>;
  whatIf: Call<'access.what-if'>;
  compare: Call<'access.compare'>;
  followUps: Call<'access.follow-ups'>;
  matrix: Call<'access.matrix'>;
  give: Call<'access.give'>;
}

/** Answers questions about access from the open tenant's mirror; throws `unavailable` when none is open. */
export function createAccessService(
  deps: EditDeps & WhoCanFileDeps & { readonly acts: ActGate },
): AccessService {
  const asked = async <Question>(question: Question): Promise<{ room: EditRoom; gated: Gated<Question> }> => {
    const room = openRoom(deps);
    return { room, gated: { ...question, gates: await gatesOf(room) } };
  };
  return {
    subject: async (input) => {
      const { room, gated } = await asked(input);
      return await room.mirror.access.subject(gated);
    },
    whoCan: async (input) => {
      const { room, gated } = await asked(input);
      return await room.mirror.access.whoCan(gated);
    },
    exportWhoCan: (input) =>
      exportWhoCan(deps, input, async (question) => {
        const { room, gated } = await asked(question);
        return await room.mirror.access.whoCan(gated);
      }),
    explain: async (input) => {
      const { room, gated } = await asked(input);
      return await room.mirror.access.explain(gated);
    },
    whatIf: async (input) => {
      const { room, gated } = await asked(input);
      return await room.mirror.access.whatIf(gated);
    },
    compare: async (input) => {
      const { room, gated } = await asked(input);
      return await room.mirror.access.compare(gated);
    },
    followUps: async (input) => {
      const { room, gated } = await asked(input);
      return await room.mirror.access.followUps(gated);
    },
    matrix: async (input) => {
      const { room, gated } = await asked(input);
      return await room.mirror.access.matrix(gated);
    },
    give: (input) =>
      deps.acts.during(async () => {
        const { room, gated } = await asked(input);
        return await giveAccess(deps, room, gated);
      }),
  };
}
