import { handOvers } from '../../../src-shared/domain/journal-lines.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type {
  CredentialStanding,
  HandOverLine,
  Uncollected,
} from '../../../src-shared/ipc/hand-overs-contract.ts';
import { standingOf, type StandingFacts } from '../../../src-shared/rules/hand-over-standing.ts';
import { fakeNow } from './fake-facts.ts';

const ago = (hours: number): string => new Date(fakeNow - hours * 3_600_000).toISOString();

/** Somebody for each state, by e-mail. */
const people: Readonly<Record<string, Partial<StandingFacts>>> = {
  'grace@example.com': { lastSignIn: ago(2) },
  'ada@example.com': {},
  'ben@example.com': { lastSignIn: ago(5) },
  'carla@example.com': { ended: { why: 'replaced', at: ago(20) } },
};

/** Hand-overs over the journal in memory: of one package each person has come another way. */
export function createFakeHandOvers(
  journal: RolebookApi['journal'],
  tray: () => ReturnType<RolebookApi['credentials']['list']>,
): RolebookApi['handOvers'] {
  const stopped = new Set<string>();
  const standing = (account: string, handedOverAt: string | null): CredentialStanding & { days: number } => {
    const facts: StandingFacts = {
      kind: 'temporary-password',
      issuedAt: handedOverAt ?? ago(1),
      handedOverAt,
      ended: null,
      lastSignIn: null,
      mustChange: null,
      signInsTold: account !== 'untold@example.com',
      knownAsOf: new Date(fakeNow).toISOString(),
      ...people[account],
    };
    const { state, told, words, unusedDays } = standingOf(facts);
    return {
      account,
      kind: facts.kind,
      subjectId: `id-${account}`,
      state,
      told,
      words,
      days: unusedDays ?? 0,
    };
  };
  const lines = async (): Promise<HandOverLine[]> => {
    const answer = await journal.list({ limit: 500, verb: 'credential.' });
    if (!answer.ok) return [];
    return handOvers(answer.data.rows).map(({ accounts, receipts, ...one }) => ({
      ...one,
      accounts: [...accounts],
      receipts: [...receipts],
      standings: accounts.map((account) => {
        const { days: _days, ...rest } = standing(account, one.time);
        return rest;
      }),
    }));
  };
  const due = async (): Promise<Uncollected[]> => {
    const seen = new Set<string>();
    return (await lines()).flatMap(({ act, time, standings, receipts }) =>
      standings
        .filter(({ state, account }) => state === 'handed-over' && !stopped.has(`${act} ${account}`))
        .filter(() => receipts.length === 0)
        .filter(({ account }) => !seen.has(account) && seen.add(account))
        .map((one) => ({
          ...one,
          act: act ?? '',
          handedOverAt: time,
          name: one.account,
          days: 4,
        })),
    );
  };
  return {
    async list({ search = '', state = null }) {
      const all = await lines();
      return {
        ok: true,
        data: {
          lines: all.filter(
            (one) =>
              JSON.stringify(one).toLowerCase().includes(search.toLowerCase()) &&
              (state === null || one.standings.some((each) => each.state === state)),
          ),
          more: false,
        },
      };
    },
    async ofTray() {
      const answer = await tray();
      if (!answer.ok) return answer;
      return {
        ok: true,
        data: answer.data.map(({ id, account, handedOver, issuedAt }) => {
          const { days: _, ...rest } = standing(account, handedOver ? issuedAt : null);
          return { id, standing: rest };
        }),
      };
    },
    uncollected: async () => ({ ok: true, data: await due() }),
    export: async () => ({
      ok: true,
      data: { outcome: 'written', path: 'hand-overs.csv', rows: (await lines()).length, warnings: [] },
    }),
    async stopReminding({ act, account }) {
      stopped.add(`${act} ${account}`);
      return { ok: true, data: null };
    },
  };
}
