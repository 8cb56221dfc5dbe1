import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import { comparisonPart } from '../../../src-main/db/history/comparison-part.ts';
import { scriptedLines, scriptedMoments } from '../../builders/scripted-history.ts';

/** A history in memory. Looking back tells who asks for the state; tables stay as they are. */
export function createFakeHistory(lookAt: RolebookApi['history']['lookAt']): RolebookApi['history'] {
  let names = new Map(scriptedMoments.map(({ id, names: given }) => [id, given]));
  const moments = () => scriptedMoments.map((one) => ({ ...one, names: [...(names.get(one.id) ?? [])] }));
  const found = (id: number) => {
    const one = moments().find((moment) => moment.id === id) ?? moments()[0];
    if (one === undefined) throw new Error('there is a moment');
    return one;
  };
  return {
    moments: async () => ({
      ok: true,
      data: {
        moments: moments(),
        eventGaps: [{ from: scriptedMoments[20]?.at ?? 0, until: scriptedMoments[21]?.at ?? 0 }],
      },
    }),
    compare: async (input) => {
      const { offset = 0, limit = 200, classes = [], search = '' } = input;
      const question = { from: input.from, to: input.to, offset, limit, classes, search };
      const [from, to] = [found(input.from), found(input.to)];
      const lines = input.from === input.to ? [] : scriptedLines;
      const part = comparisonPart({ from, to, lines, quiet: 7 }, question, (some) => some);
      return { ok: true, data: { ...part, lines: [...part.lines] } };
    },
    life: async () => ({
      ok: true,
      data: {
        since: found(1),
        entries: scriptedLines.slice(0, 5).map((line, at) => ({ moment: found(24 - at), line })),
      },
    }),
    name: async ({ moment, name }) => {
      names = new Map([...names, [moment, [...(names.get(moment) ?? []), name]]]);
      return { ok: true, data: null };
    },
    unname: async ({ name }) => {
      names = new Map([...names].map(([id, given]) => [id, given.filter((one) => one !== name)]));
      return { ok: true, data: null };
    },
    lookAt,
    export: async ({ format }) => ({
      ok: true,
      data: {
        outcome: 'written',
        path: `/home/ops/changes.${format}`,
        lines: scriptedLines.length,
        warnings: [],
      },
    }),
  };
}
