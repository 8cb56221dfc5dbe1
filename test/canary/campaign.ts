import { type Control, runControl, runProcessControl } from './control.ts';
import { openDay } from './day.ts';
import { encodings } from './encodings.ts';
import { type Flow, openFlowBook } from './flow-book.ts';
import { endFlows, fullDiskFlow, killFlow, oldVersionFlow, twoTenantsFlow } from './flows-end.ts';
import { errorFlows } from './flows-errors.ts';
import { fewExports, handOverFlows, wholeExports } from './flows-hand-over.ts';
import { issueFlows } from './flows-issue.ts';
import { reportFlows } from './flows-reports.ts';
import { terminalFlows } from './flows-terminal.ts';
import type { Canary } from './marks.ts';
import { placesOf } from './places.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { createFinder, type Hit, searchPlace } from './search.ts';

/** What a run came to. */
export interface CanaryReport {
  readonly flows: readonly Flow[];
  readonly canaries: number;
  readonly places: readonly { readonly name: string; readonly pieces: number; readonly bytes: number }[];
  readonly processes: number;
  readonly hits: readonly Hit[];
  readonly control: Control;
  /** Whether every flow happened, nothing was found, and the control found everything. */
  readonly ok: boolean;
}

/** What to run. */
export interface CanaryChoice {
  /** All flows, or the share of them that is quick. */
  readonly whole: boolean;
  readonly say: (line: string) => void;
  /** Flows of a window, where there is one. */
  readonly window?: (sandbox: Sandbox, book: ReturnType<typeof openFlowBook>) => Promise<void>;
}

/** The first secret of each kind. */
function oneOfEach(canaries: readonly Canary[]): readonly Canary[] {
  return [...new Map(canaries.toReversed().map((one) => [one.name.replace(/ \d+$/, ''), one])).values()];
}

/** Looks for every secret everywhere. */
function look(sandbox: Sandbox, whole: boolean): Pick<CanaryReport, 'places' | 'hits' | 'control'> {
  const find = createFinder(sandbox.marks);
  const places = placesOf(sandbox);
  const searched = places.map((place) => ({
    place,
    found: searchPlace(place.name, place.pieces(), find, sandbox.root),
  }));
  const hits = searched.flatMap(({ place, found }) => {
    const may = new Set(
      sandbox.marks.all.filter((canary) => place.mayHold?.(canary) === true).map(({ name }) => name),
    );
    return found.hits.filter(({ canary }) => canary === null || !may.has(canary));
  });
  return {
    places: searched.map(({ found: { place, pieces, bytes } }) => ({ name: place, pieces, bytes })),
    hits,
    control: runControl(whole ? sandbox.marks.all : oneOfEach(sandbox.marks.all), { sandbox, places, find }),
  };
}

/** Sends marked secrets through everything the product does, then looks for them wherever they may not be. */
export async function canaryCampaign({ whole, say, window }: CanaryChoice): Promise<CanaryReport> {
  const sandbox = await createSandbox();
  const book = openFlowBook(say);
  try {
    const tenant = await sandbox.tenant('the tenant');
    const day = await openDay(sandbox, tenant, 'day');
    await issueFlows(book, day);
    await handOverFlows(book, day, whole ? wholeExports : fewExports);
    await reportFlows(book, day);
    await errorFlows(book, day);
    await endFlows(book, day);
    await killFlow(book, sandbox, tenant);
    await terminalFlows(book, sandbox, tenant, whole ? undefined : 1);
    if (whole) {
      await twoTenantsFlow(book, sandbox, [tenant, await sandbox.tenant('another tenant', { seed: 9 })]);
      await oldVersionFlow(book, sandbox, await sandbox.tenant('an old tenant', { profile: '2.13' }));
      await fullDiskFlow(book, sandbox, tenant);
    }
    await window?.(sandbox, book);
    sandbox.processes.stop();
    const found = look(sandbox, whole);
    const live = await runProcessControl(sandbox.marks.all);
    const control = {
      planted: found.control.planted + live.planted,
      found: found.control.found + live.found,
      missed: [...found.control.missed, ...live.missed],
    };
    const happened = book.flows.every(({ failure }) => failure === null);
    return {
      flows: book.flows,
      canaries: sandbox.marks.all.length,
      processes: sandbox.processes.count(),
      ...found,
      control,
      ok: happened && found.hits.length === 0 && control.missed.length === 0,
    };
  } finally {
    await sandbox.close();
  }
}

/** The numbers of a report, for the last line of the command. */
export function countsOf(report: CanaryReport): Record<string, unknown> {
  const sum = (member: 'pieces' | 'bytes'): number =>
    report.places.reduce((total, place) => total + place[member], 0);
  return {
    flows: report.flows.length,
    happened: report.flows.filter(({ failure }) => failure === null).length,
    canaries: report.canaries,
    encodings: encodings.length,
    places: report.places.length,
    pieces: sum('pieces'),
    bytes: sum('bytes'),
    processes: report.processes,
    hits: report.hits.length,
    planted: report.control.planted,
    found: report.control.found,
    ok: report.ok,
  };
}
