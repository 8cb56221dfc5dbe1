import { randomUUID } from 'node:crypto';
import { createFileWriter } from '../../src-main/files/atomic-write.ts';
import { silentLog } from '../../src-main/log/log.ts';
import type { AskWhere } from '../../src-main/services/credentials-service.ts';
import { createHandOversService } from '../../src-main/services/hand-overs/hand-overs-service.ts';
import { createLedgerJournal } from '../../src-main/services/ledger-journal.ts';
import type { ProductLine } from '../../src-shared/domain/tenant.ts';
import { aServiceAccount, aUser } from './facts.ts';
import { countingRandom } from './counting-random.ts';
import { usersBench } from './users-bench.ts';

const day = 86_400_000;

/** The real ledger, outbox and push over a tenant in memory; `pass` moves the clock, `look` is a complete pull. */
export function handOverOffice(line: ProductLine = '3.0') {
  const bench = usersBench({
    productLine: line,
    users: [aUser('root'), aUser('ada'), aUser('bob'), aUser('cy')].map((user) => ({
      ...user,
      lastLogin: null,
    })),
    serviceAccounts: [
      { ...aServiceAccount('sa1', { name: 'robot', clientId: 'robot-client' }), lastLogin: null },
    ],
  });
  const settings = { days: 3 as number | null, where: async (): ReturnType<AskWhere> => null };
  const asked: string[] = [];
  const journal = createLedgerJournal({ rows: () => bench.chain, actor: () => 'root@example.com' });
  const service = createHandOversService({
    chain: () => bench.chain,
    mirror: () => bench.mirror,
    marks: () => bench.unhanded.list(),
    changes: () => bench.outbox.open(),
    inTray: () => bench.tray.list(),
    productLine: () => line,
    remindAfterDays: () => settings.days,
    journal,
    random: countingRandom(),
    clock: bench.clock,
    log: silentLog,
    askWhere: async (question) => {
      asked.push(question.suggestedName);
      return await settings.where();
    },
    writeFile: createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
    breathe: async () => {},
  });
  let acts = 0;
  const look = (): void => {
    bench.clock.advance(1000);
    bench.mirror.asOf = new Date(bench.clock.now()).toISOString();
  };
  return {
    bench,
    service,
    settings,
    asked,
    look,
    pass: (days: number): void => {
      bench.clock.advance(days * day);
      look();
    },
    reset: async (name: string): Promise<string> => {
      bench.clock.advance(1000);
      const { id = '' } = (await bench.service.resetPassword({ id: name })) ?? {};
      await bench.rest();
      return id;
    },
    handOver: (ids: readonly string[], accounts: readonly string[], verb = 'credential.export'): string => {
      bench.clock.advance(1000);
      acts += 1;
      const detail = { act: `h${acts}`, accounts: accounts.join(' '), count: accounts.length, sealed: true };
      for (const result of ['intended', 'done'] as const)
        void journal.append({
          verb,
          object: accounts[0] ?? '',
          detail: { ...detail, package: 'K7QM' },
          result,
        });
      if (verb !== 'credential.reveal') {
        bench.unhanded.end(ids);
        bench.tray.markHandedOver(ids);
      }
      return `h${acts}`;
    },
    signIn: (name: string): void => {
      bench.clock.advance(1000);
      const lastLogin = new Date(bench.clock.now()).toISOString();
      bench.mirror.userFacts = bench.mirror.userFacts.map((user) =>
        user.id === name ? { ...user, lastLogin } : user,
      );
    },
    states: async (state: Parameters<typeof service.list>[0]['state'] = null, search = '') =>
      (await service.list({ limit: 200, search, state })).lines.map(({ act, standings }) => [
        act,
        ...standings.map((one) => `${one.account.split('@')[0]} ${one.state}`),
      ]),
  };
}
