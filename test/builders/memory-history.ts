import type { Stretch } from '../../src-shared/domain/history.ts';
import { comparisonPart } from '../../src-main/db/history/comparison-part.ts';
import type { History } from '../../src-main/db/history/history-protocol.ts';
import { scriptedLines, scriptedMoments } from './scripted-history.ts';

/** The scripted history as the product's own interface; remembers what was asked of it. */
export function memoryHistory(): History & { readonly asked: string[]; readonly reads: Stretch[] } {
  const asked: string[] = [];
  const reads: Stretch[] = [];
  const names = new Map<string, number>([['Before the audit', 22]]);
  const moments = () =>
    scriptedMoments.map((one) => ({
      ...one,
      names: [...names].filter(([, moment]) => moment === one.id).map(([name]) => name),
    }));
  const found = (id: number) => {
    const one = moments().find((moment) => moment.id === id);
    if (one === undefined) throw new Error(`no moment ${id}`);
    return one;
  };
  return {
    asked,
    reads,
    async record(look) {
      asked.push(`record ${look.source} ${look.complete}`);
      return { moment: null, added: 0, changed: 0, removed: 0 };
    },
    moments: async () => moments(),
    async compare(question) {
      const { from, to } = question;
      const lines = from === to ? [] : scriptedLines;
      return comparisonPart({ from: found(from), to: found(to), lines, quiet: 7 }, question, (some) => some);
    },
    life: async () => scriptedLines.slice(0, 2).map((line, at) => ({ moment: 24 - at, line })),
    departed: async () => {
      asked.push('departed');
      return ['gone@example.com'];
    },
    name: async (moment, name) => void names.set(name, moment),
    unname: async (name) => void names.delete(name),
    async keepEvents(events, read) {
      asked.push(`keep ${events.length}`);
      reads.push(read);
    },
    eventReads: async () => reads,
    async build() {},
    async close() {},
  };
}
