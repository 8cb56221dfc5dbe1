import type { Change } from '../../../src-shared/domain/change.ts';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { type HandOver, handOvers } from '../../../src-shared/domain/journal-lines.ts';
import type { JournalRow } from '../../../src-shared/domain/journal.ts';
import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { HandOverLine, Uncollected } from '../../../src-shared/ipc/hand-overs-contract.ts';
import { isUncollected } from '../../../src-shared/rules/hand-over-standing.ts';
import type { Mirror } from '../../db/mirror.ts';
import type { UnhandedSecret } from '../../db/unhanded.ts';
import { type CredentialEvents, credentialEvents } from './credential-events.ts';
import { exportHandOvers, type HandOversFileDeps } from './export-hand-overs.ts';
import { type ReadJournalDeps, readCredentialRows, readIssueRows } from './read-journal.ts';
import { eventsOf, judge, type Judged, toStanding } from './standings.ts';
import { readSubjects, type Subjects } from './subjects.ts';
import { isReplaced, isToldNoMore, matches, openLines } from './which-lines.ts';

/** What the hand-overs of the open tenant are told from. All throw `no-tenant-open`. */
export interface HandOversServiceDeps extends ReadJournalDeps, Omit<HandOversFileDeps, 'chain'> {
  mirror(): Pick<Mirror, 'info' | 'users' | 'usersLike' | 'serviceAccounts' | 'record'>;
  /** Marks of secrets that were handed over to nobody. */
  marks(): readonly UnhandedSecret[];
  /** Open changes. */
  changes(): readonly Pick<Change, 'edit'>[];
  /** What the tray holds of the open tenant. */
  inTray(): readonly CredentialInfo[];
  productLine(): ProductLine | null;
  /** Setting `remindAfterDays`. */
  remindAfterDays(): number | null;
}

/** The hand-overs of the open tenant, with how far each credential has come. */
export interface HandOversService {
  list(input: ParsedInput<'handOvers.list'>): Promise<CallOutput<'handOvers.list'>>;
  ofTray(): Promise<CallOutput<'handOvers.ofTray'>>;
  uncollected(): Promise<Uncollected[]>;
  stopReminding(input: ParsedInput<'handOvers.stopReminding'>): Promise<null>;
  export(input: ParsedInput<'handOvers.export'>): Promise<CallOutput<'handOvers.export'>>;
}

/** What journal and mirror know, read once for one question. */
interface Known {
  readonly events: CredentialEvents;
  readonly subjects: Subjects;
}

/** Who had the present secret of somebody issued; empty where the journal does not say. */
function issuerOf(account: string, { events, subjects }: Known): string {
  const own = eventsOf(account, subjects.of(account), events);
  return own.find(({ what }) => what === 'issued')?.by ?? '';
}

function lineOf(one: HandOver): Omit<HandOverLine, 'standings'> {
  const { act, time, by, count, way, format, sealed, packageId, fileMark, result } = one;
  const said = { act, time, by, count, way, format, sealed, packageId, fileMark, result };
  return { ...said, accounts: [...one.accounts], receipts: [...one.receipts] };
}

/** Days looked back for what to remind of. */
const longestReminder = 180;
const day = 86_400_000;

/** See {@link HandOversService}. */
export function createHandOversService(deps: HandOversServiceDeps): HandOversService {
  const know = async (accounts: readonly string[], since: string): Promise<Known> => {
    const events = credentialEvents(await readIssueRows(deps, since));
    return { events, subjects: await readSubjects(deps.mirror(), deps.productLine(), accounts, events) };
  };

  /** What was shown in the window only is not handed over: its mark is still there. */
  const given = (one: HandOver, marked: ReadonlyMap<string, string>, name: string) => {
    const issuedAt = marked.get(name);
    return issuedAt !== undefined && issuedAt <= one.time ? null : { seq: one.seq, time: one.time };
  };

  const judgeAll = (one: HandOver, marked: ReadonlyMap<string, string>, { events, subjects }: Known) =>
    one.result === 'failed'
      ? []
      : one.accounts.map((account) => {
          const handOver = given(one, marked, subjects.of(account).name);
          const issuedAt = handOver === null ? (marked.get(subjects.of(account).name) ?? null) : null;
          return { account, judged: judge({ account, handOver, issuedAt }, events, subjects) };
        });

  const markedTimes = (): Map<string, string> => new Map(deps.marks().map((m) => [m.name, m.issuedAt]));
  const oldest = (times: readonly string[]): string => times.toSorted()[0] ?? new Date(0).toISOString();

  /** The hand-overs of the last half year, newest first, each person with how far it has come. */
  const recent = async (): Promise<{
    rows: readonly JournalRow[];
    judged: { one: HandOver; people: { account: string; judged: Judged }[] }[];
  }> => {
    const { asOf } = await deps.mirror().info();
    const from = asOf === null ? 0 : Date.parse(asOf) - longestReminder * day;
    const rows = await readCredentialRows(deps, (read) => Date.parse(read.at(-1)?.time ?? '') < from);
    const list = handOvers(rows).filter(({ time }) => Date.parse(time) >= from);
    if (list.length === 0) return { rows, judged: [] };
    const known = await know(
      list.flatMap(({ accounts }) => accounts),
      oldest(list.map(({ time }) => time)),
    );
    const marked = markedTimes();
    return { rows, judged: list.map((one) => ({ one, people: judgeAll(one, marked, known) })) };
  };

  const list: HandOversService['list'] = async ({ limit, search, state }) => {
    const wanted = (read: readonly JournalRow[]): HandOver[] => handOvers(read).filter(matches(search));
    // With a state asked for, whether a row counts shows only when all is known.
    const rows = await readCredentialRows(
      deps,
      (read) => state === null && read.length > limit && wanted(read).length > limit,
    );
    const found = wanted(rows).slice(0, state === null ? limit + 1 : undefined);
    const open = openLines(deps.marks(), search);
    const known = await know(
      [...open, ...found].flatMap(({ accounts }) => accounts),
      oldest([...open, ...found].map(({ time }) => time)),
    );
    const marked = markedTimes();
    const lines: HandOverLine[] = [
      ...open.map((line) => {
        const [account = ''] = line.accounts;
        const judged = judge({ account, handOver: null, issuedAt: line.time }, known.events, known.subjects);
        return { ...line, by: issuerOf(account, known), standings: [toStanding(account, judged)] };
      }),
      ...found.map((one) => ({
        ...lineOf(one),
        standings: judgeAll(one, marked, known).map(({ account, judged }) => toStanding(account, judged)),
      })),
    ].filter(({ standings }) => state === null || standings.some((one) => one.state === state));
    const handed = lines.filter(({ act }) => act !== null);
    const shown = handed.slice(0, limit);
    return {
      lines: [...lines.filter(({ act }) => act === null), ...shown],
      more: handed.length > shown.length,
    };
  };

  return {
    list,

    async ofTray() {
      const list = deps.inTray();
      if (list.length === 0) return [];
      const accounts = list.map(({ account }) => account);
      const since = oldest(list.map(({ issuedAt }) => issuedAt));
      const rows = await readCredentialRows(deps, (read) => (read.at(-1)?.time ?? '') < since);
      const given = handOvers(rows).filter(({ way, result }) => way !== 'reveal' && result !== 'failed');
      const { events, subjects } = await know(accounts, since);
      return list.map(({ id, account, issuedAt, handedOver }) => {
        const last = given.find((one) => one.accounts.includes(account) && one.time >= issuedAt);
        const handOver = handedOver
          ? { seq: last?.seq ?? Number.MAX_SAFE_INTEGER, time: last?.time ?? issuedAt }
          : null;
        return {
          id,
          standing: toStanding(account, judge({ account, handOver, issuedAt }, events, subjects)),
        };
      });
    },

    async uncollected() {
      const days = deps.remindAfterDays();
      if (days === null) return [];
      const { rows, judged } = await recent();
      const open = deps.changes();
      const due: Uncollected[] = [];
      const seen = new Set<string>();
      for (const { one, people } of judged) {
        for (const { account, judged: standing } of people) {
          // The latest hand-over of each counts: what was given again is waited for again.
          if (seen.has(account)) continue;
          seen.add(account);
          const received = one.receipts.length > 0 || isToldNoMore(rows, one.act, account);
          const { subject, unusedDays } = standing;
          if (!isUncollected(standing, { days, received }) || isReplaced(subject, open)) continue;
          due.push({
            ...toStanding(account, standing),
            act: one.act,
            handedOverAt: one.time,
            name: subject.name,
            days: unusedDays ?? 0,
          });
        }
      }
      return due.toReversed();
    },

    export: (question) =>
      exportHandOvers(deps, question, async () => {
        const { search, state } = question;
        return (await list({ limit: Number.MAX_SAFE_INTEGER - 1, search, state })).lines;
      }),

    async stopReminding({ act, account }) {
      const { judged } = await recent();
      const found = judged.find(({ one }) => one.act === act && one.accounts.includes(account));
      if (found === undefined) {
        throw new RolebookError({
          kind: 'not-found',
          origin: 'main',
          reason: 'hand-over-unknown',
          message: 'The journal of this tenant knows no such hand-over.',
        });
      }
      await deps.journal.append({
        verb: 'credential.stop-reminding',
        object: account,
        detail: { of: act },
        result: 'done',
      });
      return null;
    },
  };
}
