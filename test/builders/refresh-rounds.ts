import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import type { Transport } from '../../src-main/cloud/transport.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createTenantSession } from '../../src-main/session/create-tenant-session.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { startTenant } from '../contract/cloud/connected-tenant.ts';

/** What rounds of refused tokens came to. */
export interface RefreshCounts {
  rounds: number;
  /** Calls that were made, and those that got their answer in the end. */
  calls: number;
  answered: number;
  /** Replies that refused the old token. */
  refusals: number;
  /** Token calls that the refusals led to. */
  refreshes: number;
  /** Rounds with another number of token calls than one. */
  wrongRounds: number;
  /** Changes of the link away from online. */
  signedOut: number;
}

const parallel = 100;
const beyondTokens = 3 * 3600 * 1000;
const signal = new AbortController().signal;

/**
 * Over real sockets: every token a tenant has issued ends at once, then 100 calls find out in parallel, reads and deletions.
 * Every other round signs in as a person, whose refresh token may be used once. Exactly one refresh is right (I11).
 */
export async function refreshRounds(rounds: number): Promise<RefreshCounts> {
  const machine = await roundsAs('service-account', Math.ceil(rounds / 2));
  const person = await roundsAs('password', Math.floor(rounds / 2));
  return {
    rounds: machine.rounds + person.rounds,
    calls: machine.calls + person.calls,
    answered: machine.answered + person.answered,
    refusals: machine.refusals + person.refusals,
    refreshes: machine.refreshes + person.refreshes,
    wrongRounds: machine.wrongRounds + person.wrongRounds,
    signedOut: machine.signedOut + person.signedOut,
  };
}

const none = (): RefreshCounts => ({
  rounds: 0,
  calls: 0,
  answered: 0,
  refusals: 0,
  refreshes: 0,
  wrongRounds: 0,
  signedOut: 0,
});

async function roundsAs(method: 'service-account' | 'password', rounds: number): Promise<RefreshCounts> {
  const counts = none();
  let ahead = 0;
  const { tenant, origin } = await startTenant({ profile: '3.0', clock: () => Date.now() + ahead });
  const clock = createSystemClock();
  const real = createNodeTransport({ clock });
  const transport: Transport = {
    close: () => real.close(),
    async send(request) {
      if (request.url.pathname.endsWith('/token')) counts.refreshes += 1;
      const reply = await real.send(request);
      if (reply.status === 401) counts.refusals += 1;
      return reply;
    },
  };
  const { serviceAccount, administrator } = tenant.credentials;
  const account = method === 'password' ? administrator.email : serviceAccount.clientId;
  const secret = method === 'password' ? administrator.password : serviceAccount.clientSecret;
  const session = createTenantSession({
    connection: {
      key: 'refresh',
      url: origin,
      label: 'refresh',
      account,
      method,
      isDemo: false,
      hasSecret: true,
      productLine: null,
    },
    known: null,
    means: async () => ({ method, account, secret }),
    transport,
    clock,
    random: { below: (bound) => bound - 1 },
    log: silentLog,
    http: { concurrency: parallel },
  });
  const client = await session.client();
  // Signing in was no refresh, and finding out how to was no refusal.
  counts.refreshes = 0;
  counts.refusals = 0;
  session.onLinkChanged(({ link }) => {
    if (link !== 'online') counts.signedOut += 1;
  });
  for (let round = 0; round < rounds; round += 1) {
    ahead += beyondTokens;
    const before = counts.refreshes;
    const ends = await Promise.allSettled(
      Array.from({ length: parallel }, (_, n) =>
        n % 10 === 0
          ? client.deleteRule(2_000_000_000 + n)
          : client.page('users', { offset: n, limit: 1 }, signal),
      ),
    );
    counts.rounds += 1;
    counts.calls += parallel;
    counts.answered += ends.filter(({ status }) => status === 'fulfilled').length;
    if (counts.refreshes - before !== 1) counts.wrongRounds += 1;
  }
  await session.close();
  transport.close();
  await tenant.stop();
  return counts;
}
