import { type FactKind, factKinds } from '../../src-shared/domain/sync-state.ts';
import type { PageBefore, PagesBefore } from '../db/build/pages-before.ts';
import { hashPage } from '../db/facts/page-body.ts';
import type { PullMethods, SamePage, SentPage } from './pull-protocol.ts';
import type { PullThread } from './pull-thread.ts';
import type { PullThreads } from './sweep-tenant.ts';

/** A question to one of the threads; what it answers is for {@link PullThread} to say. */
type Ask = (method: string, input: readonly unknown[], transfer?: readonly ArrayBuffer[]) => Promise<unknown>;

/** Passes questions on as they came. */
function askOf({ ask }: PullThread): Ask {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- who asked was held to the protocol's types
  return ask as Ask;
}

/** What one thread was told while it was not there yet. */
interface Held {
  readonly kinds: readonly FactKind[];
  /** Calls to be made of it first, in order. */
  readonly told: { readonly method: 'begin' | 'count'; readonly input: readonly unknown[] }[];
  readonly same: Map<FactKind, Map<number, SamePage>>;
}

const rulesOnly: readonly FactKind[] = ['access-rules'];

/**
 * The threads of a pull, started only when a page comes that is not, byte for byte, that of the mirror before: as long as
 * all are the same there is nothing to build, and starting two threads and handing hundreds of pages over would be most of
 * the work. Until then pages are compared here by their fingerprints; the bytes themselves are not looked into. Not for a
 * pull that goes on with an unfinished one.
 */
export function holdBack(parts: {
  /** What pages are compared with; null: nothing can be, the threads start at once. */
  readonly before: Promise<PagesBefore | null>;
  open(): PullThreads;
}): PullThreads {
  let before: PagesBefore | null = null;
  let awake: Promise<PullThreads> | null = null;
  const main = hold(factKinds.filter((kind) => !rulesOnly.includes(kind)));
  const rules = hold(rulesOnly);
  const ready = parts.before.then((found) => {
    before = found;
    if (found === null) void wake();
  });
  // Whoever asks hears of it.
  ready.catch(() => {});

  function wake(): Promise<PullThreads> {
    awake ??= (async () => {
      const threads = parts.open();
      await Promise.all([replay(main, threads.main), replay(rules, threads.rules)]);
      return threads;
    })();
    awake.catch(() => {});
    return awake;
  }

  /** A page like that of the mirror before is noted and given up; undefined for any other. */
  function takeHere(
    held: Held,
    { bytes, later, ...page }: SentPage,
  ): ReturnType<PullMethods['take']> | undefined {
    const known = later ? undefined : before?.get(page.kind)?.get(page.position);
    const hash = known === undefined ? '' : hashPage(new Uint8Array(bytes));
    if (known?.hash !== hash) return undefined;
    // Its memory is free now, not when the collector finds it.
    bytes.transfer(0);
    const outcome = { rows: known.rows, rejected: known.rejected, hash };
    samePages(held, page.kind).set(page.position, { ...page, ...outcome });
    return { ...outcome, differs: true };
  }

  /** Answers without the thread where that can be done; undefined where it cannot. */
  function answerHere(held: Held, method: string, input: readonly unknown[]): unknown {
    if (method === 'begin' || method === 'count') {
      held.told.push({ method, input });
      return null;
    }
    // The protocol's types say what each method takes.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (method === 'take') return takeHere(held, input[0] as SentPage);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (method === 'tally') return tally(samePages(held, input[0] as FactKind).values());
    if (method !== 'isUnchanged') return undefined;
    const whole = held.kinds.every((kind) => before?.get(kind)?.size === samePages(held, kind).size);
    return whole ? true : undefined;
  }

  function threadOf(held: Held, which: 'main' | 'rules'): PullThread {
    const ask: Ask = async (method, input, transfer) => {
      await ready;
      const answer = awake === null ? answerHere(held, method, input) : undefined;
      if (answer !== undefined) return answer;
      const threads = await wake();
      return await askOf(threads[which])(method, input, transfer);
    };
    return {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      ask: ask as PullThread['ask'],
      mayGoOn: false,
      async end() {
        const threads = await awake;
        await threads?.[which].end();
      },
    };
  }

  return {
    main: threadOf(main, 'main'),
    rules: threadOf(rules, 'rules'),
    async close(keepLog) {
      await ready.catch(() => {});
      // What was read so far is worth keeping for the next pull.
      const read = [main, rules].some(({ same }) => [...same.values()].some(({ size }) => size > 0));
      if (awake === null && !(keepLog && read)) return;
      const threads = await wake().catch(() => null);
      await threads?.close(keepLog);
    },
  };
}

function hold(kinds: readonly FactKind[]): Held {
  return { kinds, told: [], same: new Map() };
}

function samePages({ same }: Held, kind: FactKind): Map<number, SamePage> {
  const known = same.get(kind);
  if (known !== undefined) return known;
  const pages = new Map<number, SamePage>();
  same.set(kind, pages);
  return pages;
}

function tally(pages: Iterable<PageBefore>): ReturnType<PullMethods['tally']> {
  let rows = 0;
  let rejected = 0;
  for (const page of pages) {
    rows += page.rows;
    rejected += page.rejected;
  }
  // Pages that are those of the mirror before were proved whole then.
  return { rows, distinct: rows, rejected };
}

async function replay({ told, same }: Held, thread: PullThread): Promise<void> {
  const ask = askOf(thread);
  const pages = [...same.values()].flatMap((ofKind) => [...ofKind.values()]);
  await Promise.all([
    ...told.map(({ method, input }) => ask(method, input)),
    ...(pages.length === 0 ? [] : [ask('takeSame', [pages])]),
  ]);
}
