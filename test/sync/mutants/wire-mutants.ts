import type { RawPage, TenantClient } from '../../../src-main/cloud/tenant-client.ts';
import type { Transport, TransportReply } from '../../../src-main/cloud/transport.ts';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { parseGuarded, rowsOfPage } from '../../../src-shared/wire/parse-guarded.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { pairAim } from '../plan/aim-plan.ts';
import type { Mutant } from './mutant.ts';

const over =
  (
    alter: (
      reply: TransportReply,
      send: () => Promise<TransportReply>,
    ) => TransportReply | Promise<TransportReply>,
  ) =>
  (transport: Transport): Transport => ({
    close: () => transport.close(),
    send: async (request) => alter(await transport.send(request), () => transport.send(request)),
  });

const header = (
  reply: TransportReply,
  name: string,
  value: (own: string | null) => string | null,
): TransportReply => ({
  ...reply,
  header: (asked) => (asked === name ? value(reply.header(asked)) : reply.header(asked)),
});

/** Makes refusals for good look like trouble that passes. */
async function retryable<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof RolebookError) || ![400, 403, 409, 422].includes(error.body.status ?? 0))
      throw error;
    throw new RolebookError({ ...error.body, kind: 'tenant', reason: 'tenant-failed', retryable: true });
  }
}

const gone = (): RolebookError =>
  new RolebookError({
    kind: 'input',
    origin: 'cloud',
    reason: 'not-found',
    status: 404,
    message: 'The tenant has no such thing (any more).',
  });

async function insistent(deleted: Promise<boolean>): Promise<boolean> {
  if (await deleted) return true;
  throw gone();
}

const small = 10;

/** One page of the client, put together from many small ones: what moves meanwhile is missed. */
async function inSmallPages(
  client: TenantClient,
  kind: FactKind,
  at: { readonly offset: number; readonly limit: number },
  signal: AbortSignal,
): Promise<RawPage> {
  const rows: unknown[] = [];
  for (;;) {
    const page = await client.page(kind, { offset: at.offset + rows.length, limit: small }, signal);
    const { rowsMember } = page;
    const found = rowsOfPage(parseGuarded(new TextDecoder().decode(page.bytes), kind), rowsMember, kind);
    rows.push(...found);
    if (found.length === small && rows.length < at.limit) continue;
    const body = JSON.stringify(rowsMember === null ? rows : { [rowsMember]: rows });
    return { ...page, bytes: new TextEncoder().encode(body).buffer };
  }
}

/** Bugs in what is said to the tenant, and in what is heard. */
export const wireMutants: readonly Mutant[] = [
  {
    name: 'believes-web-pages',
    does: 'takes a web page with status 200 for success',
    swaps: {
      transport: over((reply) =>
        reply.status === 200 && /html/.test(reply.header('content-type') ?? '')
          ? { status: 204, header: () => null, body: new ArrayBuffer(0) }
          : reply,
      ),
    },
  },
  {
    name: 'retry-after-date-ignored',
    does: 'reads a date in Retry-After as a number of seconds',
    swaps: {
      transport: over((reply) =>
        header(reply, 'retry-after', (own) => (own === null || /^\d+$/.test(own) ? own : null)),
      ),
    },
  },
  {
    name: 'follows-redirects',
    does: 'goes where a redirect says, token in hand',
    swaps: {
      transport: (transport) => ({
        close: () => transport.close(),
        async send(request) {
          const reply = await transport.send(request);
          const location = reply.header('location');
          return reply.status === 302 && location !== null
            ? await transport.send({ ...request, url: new URL(location) })
            : reply;
        },
      }),
    },
  },
  {
    name: 'repeats-requests',
    does: 'sends a request again when the connection broke, whatever it asked for',
    swaps: {
      transport: (transport) => ({
        close: () => transport.close(),
        send: (request) => transport.send(request).catch(() => transport.send(request)),
      }),
    },
  },
  {
    name: 'asks-over-and-over',
    does: 'asks everything six times over once something has failed',
    swaps: {
      transport(transport) {
        let wary = false;
        return {
          close: () => transport.close(),
          async send(request) {
            for (let more = 5; ; more -= 1) {
              const reply = await transport.send(request).catch((failure: unknown) => {
                wary = true;
                throw failure;
              });
              wary ||= reply.status >= 500;
              if (!wary || request.method !== 'GET' || reply.status !== 200 || more === 0) return reply;
            }
          },
        };
      },
    },
  },
  {
    name: 'new-name-each-time',
    does: 'gives a wish another name each time it is sent',
    swaps: {
      transport(transport) {
        let n = 0;
        return {
          close: () => transport.close(),
          send(request) {
            n += 1;
            const { 'idempotency-key': op, ...headers } = request.headers;
            return transport.send(
              op === undefined
                ? request
                : { ...request, headers: { ...headers, 'idempotency-key': `"try-${n}"` } },
            );
          },
        };
      },
    },
  },
  {
    name: 'gone-is-an-error',
    does: 'takes it for an error that something to be deleted is gone',
    swaps: {
      client: (client): TenantClient => ({
        ...client,
        readUser: async (id) => (await client.readUser(id)) ?? (await Promise.reject(gone())),
        deleteUser: (id) => insistent(client.deleteUser(id)),
        deleteRule: (id) => insistent(client.deleteRule(id)),
        deleteServiceAccount: (id) => insistent(client.deleteServiceAccount(id)),
      }),
    },
  },
  {
    name: 'retries-refusals',
    does: 'tries again what was refused for good',
    swaps: {
      client: (client): TenantClient => ({
        ...client,
        createUser: (input) => retryable(client.createUser(input)),
        deleteUser: (id) => retryable(client.deleteUser(id)),
        deleteRule: (id) => retryable(client.deleteRule(id)),
        resetPassword: (id) => retryable(client.resetPassword(id)),
        createServiceAccount: (input) => retryable(client.createServiceAccount(input)),
        setServiceAccountEnabled: (id, enabled) => retryable(client.setServiceAccountEnabled(id, enabled)),
        rotateServiceAccount: (id) => retryable(client.rotateServiceAccount(id)),
        deleteServiceAccount: (id) => retryable(client.deleteServiceAccount(id)),
      }),
    },
  },
  {
    name: 'many-refreshes',
    does: 'renews the token once for each call that finds it spent',
    swaps: {
      keeper: (deps) => {
        let current: { access: string; until: number } | null = null;
        let refresh: string | null = null;
        const obtain = async (): Promise<string> => {
          const grant =
            refresh === null ? await deps.means() : { type: 'refresh' as const, refreshToken: refresh };
          if (grant === null) throw gone();
          refresh = null;
          const issued = await deps.request(grant);
          refresh = issued.refresh;
          current = {
            access: issued.access,
            until: deps.clock.monotonic() + (issued.lifeSeconds ?? 60) * 500,
          };
          return issued.access;
        };
        return {
          token: async () =>
            current !== null && deps.clock.monotonic() < current.until ? current.access : await obtain(),
          renew: obtain,
          forget() {
            current = null;
            refresh = null;
          },
        };
      },
    },
  },
  {
    name: 'partial-sweep-deletes',
    does: 'drops the facts of a kind that could not be read',
    // A list is refused while the sweep goes on: rare where everything else may fail, too.
    aim: pairAim('page-other', ['403', '404']),
    swaps: { pull: (methods) => ({ ...methods, keep: () => 0 }) },
  },
  {
    name: 'mirror-keeps-deleted',
    does: 'leaves in the mirror what a change of ours has deleted',
    swaps: {
      push: ({ mirror }) => ({
        mirror: {
          note: (change, noted) =>
            mirror.note(
              { ...change, removedUserIds: [], removedRuleIds: [], removedServiceAccountIds: [] },
              noted,
            ),
        },
      }),
    },
  },
  {
    name: 'offset-paging',
    does: 'reads lists in small pages by offset, and never asks how many there should be',
    swaps: {
      client: (client): TenantClient => ({
        ...client,
        count: async () => null,
        page: (kind, at, signal) =>
          kind === 'users' || kind === 'access-rules'
            ? inSmallPages(client, kind, at, signal)
            : client.page(kind, at, signal),
      }),
    },
  },
];
