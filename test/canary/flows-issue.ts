import { type Day, inTray, revealed } from './day.ts';
import { type FlowBook, must, same } from './flow-book.ts';

/** Signing in, and every way in which a secret comes: connect, create, reset, service accounts, access keys. */
export async function issueFlows({ run }: FlowBook, day: Day): Promise<void> {
  const { product, tenant, sandbox } = day;

  await run('sign in with a wrong secret', async () => {
    const wrong = sandbox.marks.password('wrong secret that was typed');
    const before = tenant.slots.length;
    const refusal = await product.refusal('tenants.connect', {
      url: tenant.url,
      method: 'service-account',
      account: tenant.client.account,
      secret: wrong,
      remember: true,
    });
    same(refusal.reason, 'wrong-secret', 'the refusal');
    must(tenant.slots.length > before, 'the secret never left');
    return `sent, and refused as ${refusal.reason}`;
  });

  await run('sign in, kept in the keychain', async () => {
    await day.connect(true);
    const { keychain, actor } = {
      ...(await product.call('session.state', {})),
      actor: tenant.client.account,
    };
    return `${actor}, ${tenant.tokens.length} tokens issued, keychain ${keychain ? 'in use' : 'absent: kept for the session'}`;
  });

  await run('a new user', async () => {
    const { report, secret } = await day.newUser('first@canary.test');
    same(await revealed(day, 'first@canary.test'), secret, 'the tray');
    return `password issued and revealed, ${report.rules.length} rules`;
  });

  await run('a new user whom the tenant tells by mail', async () => {
    const { report } = await day.newUser('mailed@canary.test', true);
    return `made, ${report.credential === null ? 'no password came' : 'a password came all the same'}`;
  });

  await run('a reset', async () => {
    const { credential, secret } = await day.reset('first@canary.test');
    same(await revealed(day, credential.account), secret, 'the tray');
    return 'a new password issued, the former one left the tray';
  });

  await run('resets one after the other, one of them refused', async () => {
    const emails = ['bulk-1@canary.test', 'bulk-2@canary.test', 'bulk-3@canary.test'];
    for (const email of emails) await day.newUser(email);
    const told = tenant.instead(
      ({ method, path }) => method === 'POST' && path.endsWith('/password'),
      async () => ({
        status: 403,
        type: 'application/json',
        body: JSON.stringify({ code: 403, message: 'Not for this one' }),
      }),
    );
    const refusal = await product.refusal('users.resetPassword', {
      id: await day.idOf('bulk-1@canary.test'),
      send: 'now',
    });
    const rest = [await day.reset('bulk-2@canary.test'), await day.reset('bulk-3@canary.test')];
    must(told(), 'nothing was refused');
    return `${rest.length} issued, 1 ${refusal.reason}`;
  });

  await run('a new service account', async () => {
    const before = tenant.issued.length;
    await product.call('serviceAccounts.create', { name: 'canary-bot', send: 'now' });
    same(tenant.issued.length, before + 1, 'secrets issued');
    const held = (await product.call('credentials.list', {})).find(({ kind }) => kind === 'client-secret');
    return `secret of ${held?.account ?? 'nobody'} issued`;
  });

  await run('a new secret for a service account', async () => {
    const before = tenant.issued.length;
    const window = await product.call('views.window', {
      view: 'service-accounts',
      search: 'canary-bot',
      filters: [],
      sort: [],
      from: 0,
      to: 5,
      columns: ['name'],
      facets: false,
    });
    await product.call('serviceAccounts.rotate', {
      id: window.ids[0] ?? '',
      acknowledged: ['V35'],
      send: 'now',
    });
    same(tenant.issued.length, before + 1, 'secrets issued');
    return 'issued; the former one is void';
  });

  await run('access keys, listed by a tenant that says too much', async () => {
    const said = tenant.instead(
      ({ path }) => path.includes('/access-keys'),
      async (_, pass) => {
        const answer = await pass();
        if (answer === 'lost') return answer;
        const secret = sandbox.marks.password('secret of an access key');
        const key = {
          id: '00000000-0000-4000-8000-000000000001',
          name: 'leaky',
          clientId: 'leaky-client',
          clientSecret: secret,
          createdAt: '2026-01-02T03:04:05Z',
        };
        return { ...answer, body: JSON.stringify({ accessKeys: [key] }) };
      },
    );
    const view = await product.call('users.accessKeys', { email: 'admin@example.com' });
    must(said(), 'they were not asked for');
    return `${view.keys.length} keys told${view.whyNot === null ? '' : `, ${view.whyNot}`}`;
  });

  await run('a token that ran out, renewed', async () => {
    const before = tenant.tokens.length;
    const told = tenant.instead(
      ({ path }) => !path.endsWith('/token'),
      async ({ token }) => ({
        status: 401,
        type: 'application/json',
        body: JSON.stringify({ code: 401, message: `The token ${token ?? ''} has expired` }),
      }),
    );
    await product.call('users.accessKeys', { email: 'admin@example.com' });
    must(told() && tenant.tokens.length > before, 'no new token was asked for');
    return 'a new one was issued, the call was repeated';
  });

  await run('a token looked into', async () => {
    const text = tenant.tokens[0] ?? '';
    const { claims } = await product.call('signOn.inspect', { text });
    must(claims.length > 3, 'nothing was read');
    return `${claims.length} claims named`;
  });

  await run('some forgotten without a hand-over', async () => {
    const { secret } = await day.newUser('discarded@canary.test');
    must(secret !== '', 'no secret');
    const before = await inTray(day);
    await product.call('credentials.discard', { ids: [before.at(-1) ?? ''] });
    same((await inTray(day)).length, before.length - 1, 'the tray');
    return 'one left the tray';
  });
}
