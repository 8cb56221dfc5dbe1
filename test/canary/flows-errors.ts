import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from './day.ts';
import { type FlowBook, must, until } from './flow-book.ts';
import type { Answer, Asked, Instead } from './marking-tenant.ts';
import { Refused } from './product.ts';

const isCreate = ({ method, path }: Asked): boolean => method === 'POST' && path === '/api/v1/users';

/** What a clumsy tenant says: everything it knows. */
const chatter = (asked: Asked, issued: string): string =>
  `No ${issued} with ${asked.body} for the holder of ${asked.token ?? ''}`;

const json = (status: number, message: string): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ code: status, message, details: message }),
});

/** A tenant and a network that behave badly while secrets are on the way. */
export async function errorFlows({ run }: FlowBook, day: Day): Promise<void> {
  const { product, tenant, sandbox } = day;
  let users = 0;

  /** Online again, since a tenant that answers strangely is left alone for a while; and all sent that waited for that. */
  const online = (): Promise<void> =>
    until('the connection', async () => {
      const { link, outbox } = await product.call('session.state', {});
      if (link !== 'online') await product.call('session.retry', {});
      return link === 'online' && outbox.pending + outbox.sending === 0;
    });

  /** A reset of somebody new, so that what came of the one before stands in nobody's way, with an answer of our own. */
  const upset = async (name: string, answer: Instead): Promise<void> => {
    await run(name, async () => {
      users += 1;
      const email = `error-${users}@canary.test`;
      await online();
      await day.newUser(email);
      const id = await day.idOf(email);
      const before = tenant.issued.length;
      const told = tenant.instead(
        ({ method, path }) => method === 'POST' && path.includes(id) && path.endsWith('/password'),
        answer,
      );
      const end = await product.call('users.resetPassword', { id, send: 'now' }).then(
        (credential) => (credential === null ? 'it waits' : 'a credential came'),
        (error: unknown) => (error instanceof Refused ? error.body.reason : 'no answer'),
      );
      // What waits is sent once the tenant is asked again.
      await until('the answer', async () => {
        if (!told()) await online();
        return told();
      });
      must(end !== 'a credential came', end);
      await online();
      return `${tenant.issued.length - before} issued, told as: ${end}`;
    });
  };
  const issuedLast = (): string => tenant.issued.at(-1) ?? '';

  for (const status of [400, 403, 409, 422, 500, 503]) {
    await upset(`a ${status} that quotes password, token and request`, async (asked, pass) => {
      await pass();
      return json(status, chatter(asked, issuedLast()));
    });
  }

  await upset('a web page that quotes them', async (asked, pass) => {
    await pass();
    const page = `<!doctype html><title>${chatter(asked, '')}</title><pre>${chatter(asked, issuedLast())}</pre>`;
    return { status: 502, type: 'text/html', body: page };
  });

  await upset('a redirect to another origin, with the token in its address', async ({ token }) => ({
    status: 307,
    type: `location:${sandbox.elsewhere.url}/?token=${encodeURIComponent(token ?? '')}`,
    body: '',
  }));

  await run('that redirect was not followed', async () => {
    must(sandbox.elsewhere.received.length === 0, 'it was');
    return 'nothing reached the other origin';
  });

  await upset('a reply that is lost after the password was issued', async (_, pass) => {
    await pass();
    return 'lost';
  });

  await upset('a reply that is cut off after the password was issued', async (_, pass) => {
    const answer = await pass();
    return answer === 'lost' ? answer : { ...answer, body: answer.body.slice(0, -1) };
  });

  await upset('a reply of another shape, with the password elsewhere in it', async (_, pass) => {
    await pass();
    const body = JSON.stringify({ credential: { value: issuedLast() } });
    return { status: 200, type: 'application/json', body };
  });

  await run('a 400 that quotes the end of the token', async () => {
    const told = tenant.instead(isCreate, async ({ token }) =>
      json(400, `${'x'.repeat(40)} Authorization: Bearer …${token?.slice(-60) ?? ''}`),
    );
    const report = await product.call('users.create', {
      kind: 'local',
      email: 'refused@canary.test',
      grants: [],
      acknowledged: ['V10'],
      send: 'now',
    });
    must(told(), 'it was not told');
    return `account ${report.account.outcome}: ${report.account.error?.reason ?? 'no error'}`;
  });

  await run('a refused sign-in that quotes the secret', async () => {
    const wrong = sandbox.marks.password('secret quoted by a refusal');
    const told = tenant.instead(
      ({ path, body }) =>
        path.endsWith('/token') && body.includes(tenant.administrator.account.split('@')[0] ?? ''),
      async ({ body }) => ({
        status: 401,
        type: 'application/json',
        body: JSON.stringify({ error: 'invalid_grant', error_description: `No: ${wrong} of ${body}` }),
      }),
    );
    const refusal = await product.refusal('tenants.connect', {
      url: tenant.url,
      method: 'password',
      account: tenant.administrator.account,
      secret: wrong,
      remember: true,
    });
    must(told(), 'it was not told');
    return `refused as ${refusal.reason}`;
  });

  await run('bugs: errors that nobody catches, with a secret in their text', async () => {
    const log = join(product.profile, 'logs', 'rolebook.log');
    const bugs = (): number => readFileSync(log, 'utf8').split('"event":"bug"').length - 1;
    await product.throwUncaught(`cannot do it with ${issuedLast()}`);
    await until('a line in the log', async () => bugs() === 2);
    return `${bugs()} noted, the app goes on`;
  });

  await run('nobody answers at the address', async () => {
    const refusal = await product.refusal('tenants.connect', {
      url: 'http://127.0.0.1:9',
      method: 'password',
      account: tenant.administrator.account,
      secret: tenant.administrator.secret,
      remember: false,
    });
    return `refused as ${refusal.reason}`;
  });

  await run('an input that is refused before it is looked at', async () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wrong input, as a broken page would send it
    const wrong = {
      ids: tenant.issued.slice(-1),
      format: tenant.issued.at(-1),
      seal: { kind: 'plain' },
    } as never;
    const refusal = await product.refusal('credentials.export', wrong);
    return `refused as ${refusal.reason}`;
  });
}
