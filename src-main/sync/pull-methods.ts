import { MirrorBuild, type PageStore } from '../db/build/mirror-build.ts';
import { badPage } from './bad-page.ts';
import { PageLog } from './page-log.ts';
import type { PageSeam } from './page-seam.ts';
import type { PullMethods, PullWorkerData } from './pull-protocol.ts';

/** What a pull's thread does; it opens the page log and the build at once. Throws `storage` trouble. */
export function createPullMethods(data: PullWorkerData): PullMethods {
  const log = new PageLog(data.logPath);
  /** Where pages meet their neighbours, for the log; what is built has no use for it. */
  const seams = new Map<string, PageSeam>();
  const store: PageStore = {
    add({ kind, position, limit, member }, { rows, rejected }, { hash, codec, body }, same) {
      const seam = seams.get(`${kind} ${position}`) ?? { first: null, next: null };
      log.add({ kind, position, limit, member, rows, rejected, hash, codec, same, seam }, body);
    },
    body(kind, position) {
      const page = log.pages.get(`${kind} ${position}`);
      return page === undefined ? null : { codec: page.codec, body: log.body(page) };
    },
  };
  const build = new MirrorBuild({ ...data, store });
  /** When this run began, also where it goes on with the pages of an earlier one. */
  let began = 0;
  return {
    leftOver: () => ({ run: log.run, counts: [...log.counts].map(([kind, count]) => ({ kind, count })) }),
    begin({ startedAt, resume }) {
      began = startedAt;
      if (!resume) log.begin({ origin: data.origin, startedAt });
      return null;
    },
    count(kind, count) {
      if (!log.counts.has(kind) || log.counts.get(kind) !== count) log.count(kind, count);
      return null;
    },
    retake: (kind, limit) =>
      log.pagesOf(kind).flatMap(({ position, member, rows, rejected, hash, same, seam, limit: logged }) => {
        const fits =
          logged === limit && build.retake({ kind, position, limit, member }, { rows, rejected, hash }, same);
        return fits ? [{ position, rows, rejected, seam }] : [];
      }),
    take({ bytes, later, seam, ...page }) {
      seams.set(`${page.kind} ${page.position}`, seam);
      try {
        return build.take({ ...page, bytes: new Uint8Array(bytes) }, later);
      } catch (thrown) {
        throw badPage(page.kind, thrown);
      }
    },
    takeSame(pages) {
      for (const { rows, rejected, hash, seam, ...page } of pages) {
        seams.set(`${page.kind} ${page.position}`, seam);
        if (!build.takeSame(page, { rows, rejected, hash }))
          throw new Error('the mirror before is another one meanwhile');
      }
      return null;
    },
    settle(kind, positions) {
      build.settle(kind, positions);
      return null;
    },
    clear(kind) {
      build.clear(kind);
      log.forget(kind);
      // A count that differs from the next one tells whoever reads the log to forget the pages before it.
      log.count(kind, null);
      return null;
    },
    tally: (kind) => build.tally(kind),
    keep: (kind, which) => build.keep(kind, which),
    isUnchanged: () => build.isUnchanged(),
    completeUsers() {
      build.completeUsers();
      return null;
    },
    finishPart: () => build.finishPart(),
    finishWhole: (rulesPath, asOf) => build.finishWhole(rulesPath, { asOf, began }),
    close(keepLog) {
      build.abandon();
      if (keepLog) log.close();
      else log.remove();
      return null;
    },
  };
}
