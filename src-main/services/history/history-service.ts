import { Buffer } from 'node:buffer';
import type { Stretch } from '../../../src-shared/domain/history.ts';
import { aboutSubject } from '../../../src-shared/history/about-fact.ts';
import { stretchBetween } from '../../../src-shared/history/find-moment.ts';
import type { CallChannel } from '../../../src-shared/ipc/channels.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { comparisonFormats } from '../../../src-shared/ipc/history-contract.ts';
import { type Clock, timestamp } from '../../../src-shared/ports/clock.ts';
import type { History } from '../../db/history/history-protocol.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import type { AskWhere } from '../credentials-service.ts';
import { type RecordDeps, recorded } from '../journal.ts';
import { type OwnChangesDeps, joinOwnChanges } from './own-changes.ts';
import {
  type ComparisonReport,
  comparisonCsv,
  comparisonHtml,
  comparisonJson,
  comparisonMarkdown,
} from './comparison-files.ts';

type Call<C extends CallChannel> = (input: ParsedInput<C>) => Promise<CallOutput<C>>;
type Format = (typeof comparisonFormats)[number];

/** What the service needs. */
export interface HistoryServiceDeps extends RecordDeps, OwnChangesDeps {
  /** The history of the open tenant; throws `no-tenant-open`. */
  history(): History;
  /** What the open tenant is called. */
  tenantName(): string;
  readonly clock: Clock;
  readonly askWhere: AskWhere;
  readonly writeFile: WriteFile;
}

/** Earlier versions of the open tenant's facts: told, compared, named, saved. Works offline. */
export interface HistoryService {
  moments(): Promise<CallOutput<'history.moments'>>;
  compare: Call<'history.compare'>;
  life: Call<'history.life'>;
  name: Call<'history.name'>;
  unname: Call<'history.unname'>;
  export: Call<'history.export'>;
}

const all = 1_000_000;

const formats: Readonly<
  Record<Format, { readonly name: string; readonly text: (report: ComparisonReport) => string }>
> = {
  html: { name: 'Web page', text: comparisonHtml },
  md: { name: 'Markdown', text: comparisonMarkdown },
  csv: { name: 'CSV for spreadsheets', text: comparisonCsv },
  json: { name: 'JSON', text: comparisonJson },
};

/** What lies between stretches that were read. */
export function gapsBetween(reads: readonly Stretch[]): Stretch[] {
  return reads.slice(1).map((read, at) => ({ from: reads[at]?.until ?? read.from, until: read.from }));
}

/** See {@link HistoryService}. */
export function createHistoryService(deps: HistoryServiceDeps): HistoryService {
  return {
    async moments() {
      const history = deps.history();
      const [moments, reads] = [await history.moments(), await history.eventReads()];
      return { moments: [...moments], eventGaps: gapsBetween(reads) };
    },
    async compare(input) {
      const { lines, ...part } = await deps.history().compare(input);
      return { ...part, lines: [...(await joinOwnChanges(deps, lines, stretchBetween(part.from, part.to)))] };
    },
    async life(input) {
      const history = deps.history();
      const moments = await history.moments();
      const whose = 'type' in input ? { about: aboutSubject(input.type, input.id) } : input;
      const told = await history.life(whose);
      const [since, until] = [moments[0], moments.at(-1)];
      const lines = await joinOwnChanges(
        deps,
        told.map(({ line }) => line),
        { from: since?.at ?? 0, until: until?.until ?? 0 },
      );
      return {
        since: since ?? null,
        entries: told.flatMap(({ moment: id }, at) => {
          const [moment, line] = [moments.find((one) => one.id === id), lines[at]];
          return moment === undefined || line === undefined ? [] : [{ moment, line }];
        }),
      };
    },
    async name({ moment, name }) {
      await deps.history().name(moment, name, deps.clock.now());
      return null;
    },
    async unname({ name }) {
      await deps.history().unname(name);
      return null;
    },
    async export({ from, to, format }) {
      const tenant = deps.tenantName();
      const compared = await deps
        .history()
        .compare({ from, to, offset: 0, limit: all, classes: [], search: '' });
      const lines = await joinOwnChanges(deps, compared.lines, stretchBetween(compared.from, compared.to));
      const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
      const where = await deps.askWhere({
        suggestedName: `rolebook-changes-${day(compared.from.at)}-to-${day(compared.to.at)}.${format}`,
        title: 'Save the comparison',
        buttonLabel: 'Save',
        filters: [{ name: formats[format].name, extensions: [format] }],
      });
      if (where === null) return { outcome: 'cancelled', path: null, lines: 0, warnings: [] };
      return await recorded(deps, {
        verb: 'history.export',
        object: 'a comparison',
        detail: {
          from: new Date(compared.from.at).toISOString(),
          to: new Date(compared.to.at).toISOString(),
          format,
          count: compared.lines.length,
        },
        run: async () => {
          const text = formats[format].text({ ...compared, lines, tenant, madeAt: timestamp(deps.clock) });
          const written = await deps.writeFile(where.path, Buffer.from(text, 'utf8'), {
            mayReplace: where.mayReplace,
          });
          return {
            outcome: 'written' as const,
            path: written.path,
            lines: compared.lines.length,
            warnings: [...written.warnings],
          };
        },
      });
    },
  };
}
