import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import {
  createDemoTenant,
  type DemoTenant,
  type DemoTenantOptions,
} from '../../src-main/demo-tenant/demo-tenant.ts';
import type { Marks } from './marks.ts';

/** A request as it came, and what it was allowed to bring. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** The bearer token as the app has it. */
  readonly token: string | null;
}

/** An answer, or `lost`: the connection ends without one. */
export type Answer = { readonly status: number; readonly type: string; readonly body: string } | 'lost';

/** Answers a request in place of the tenant; `pass` lets the tenant do it, and answers what it said, marked. */
export type Instead = (asked: Asked, pass: () => Promise<Answer>) => Promise<Answer>;

/** A demo tenant behind a door of its own that marks every secret that leaves it. */
export interface MarkingTenant {
  readonly url: string;
  readonly tenant: DemoTenant;
  /** Who may do everything; the secret is a marked one. */
  readonly administrator: { readonly account: string; readonly secret: string };
  readonly client: { readonly account: string; readonly secret: string };
  /** What came outside the two slots for secrets. */
  readonly outside: Buffer[];
  /** What came in them: the authorization header, bodies of token calls, the new password of 2.13. */
  readonly slots: Buffer[];
  /** Secrets that were issued to callers, tokens aside, newest last. */
  readonly issued: string[];
  /** Tokens that were issued. */
  readonly tokens: string[];
  /** The next request for which `fits` holds is answered so, once. Answers whether that has happened. */
  instead(fits: (asked: Asked) => boolean, answer: Instead): () => boolean;
  stop(): Promise<void>;
}

const document = new URL('../../resources/tenant-openapi.yaml', import.meta.url);
const issuedMembers = new Set(['tempPassword', 'clientSecret', 'secret']);
const tokenMembers = new Set([
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'id_token',
  'idToken',
]);
const isTokenCall = (path: string): boolean => path.endsWith('/token');

/** The same value with some texts replaced, by the member that they stand in. */
function replaced(value: unknown, change: (text: string, member: string) => string, member = ''): unknown {
  if (typeof value === 'string') return change(value, member);
  if (Array.isArray(value)) return value.map((one) => replaced(one, change, member));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, replaced(part, change, name)]),
  );
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function end(response: ServerResponse, answer: Answer): void {
  if (answer === 'lost') {
    response.destroy();
    return;
  }
  const { status, type, body } = answer;
  const location = type.startsWith('location:') ? { location: type.slice('location:'.length) } : {};
  response.writeHead(
    status,
    body === '' ? location : { ...location, 'content-type': type, 'content-length': Buffer.byteLength(body) },
  );
  response.end(body);
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

/** Starts one. `name` stands in the names of its secrets. */
export async function startMarkingTenant(
  marks: Marks,
  name: string,
  options: Partial<Pick<DemoTenantOptions, 'profile' | 'users' | 'seed'>> = {},
): Promise<MarkingTenant> {
  const tenant = createDemoTenant({
    profile: '3.0',
    users: 40,
    seed: 3,
    clock: () => Math.floor(performance.timeOrigin + performance.now()),
    openApiDocument: readFileSync(document, 'utf8'),
    switches: { rulePhaseDelayMs: 0 },
    ...options,
  });
  const { baseUrl } = await tenant.start();
  const real = new Map<string, string>();
  const stands = (marked: string, secret: string): string => {
    real.set(marked, secret);
    return marked;
  };
  const { administrator, serviceAccount } = tenant.credentials;
  const outside: Buffer[] = [];
  const slots: Buffer[] = [];
  const issued: string[] = [];
  const tokens: string[] = [];
  const waiting: { fits: (asked: Asked) => boolean; answer: Instead; happened: boolean }[] = [];

  /** What the tenant said, its secrets marked. */
  const mark = (text: string): string => {
    if (!text.startsWith('{') && !text.startsWith('[')) return text;
    const marked = replaced(JSON.parse(text), (value, member) => {
      if (issuedMembers.has(member)) {
        const secret = marks.password(`${member} of ${name}`);
        issued.push(secret);
        return stands(secret, value);
      }
      if (!tokenMembers.has(member)) return value;
      const token = marks.token(`${member} of ${name}`, value);
      tokens.push(token);
      return stands(token, value);
    });
    return JSON.stringify(marked);
  };

  /** What the app sent, with the tenant's own secrets in place of the marked ones. */
  const unmark = (path: string, body: string): string => {
    if (!isTokenCall(path) || body === '') return body;
    const change = (text: string): string => real.get(text) ?? text;
    if (body.startsWith('{')) return JSON.stringify(replaced(JSON.parse(body), change));
    return new URLSearchParams(
      [...new URLSearchParams(body)].map(([field, value]): [string, string] => [field, change(value)]),
    ).toString();
  };

  const note = (asked: Asked, headers: IncomingHttpHeaders): void => {
    const { authorization, ...others } = headers;
    if (authorization !== undefined) slots.push(Buffer.from(authorization));
    const isNewPassword = asked.path === '/v1/k8s/users' && asked.method === 'POST';
    if (isNewPassword) {
      const { password } = JSON.parse(asked.body) as { password: string };
      issued.push(marks.adopt(`password made for ${name}`, password));
    }
    const brings = isNewPassword || isTokenCall(asked.path);
    if (brings) slots.push(Buffer.from(asked.body));
    outside.push(
      Buffer.from(
        `${asked.method} ${asked.path} ${JSON.stringify(others)} ${brings ? '(in its slot)' : asked.body}`,
      ),
    );
  };

  const server = createServer((request, response) => {
    const work = async (): Promise<void> => {
      const { method = 'GET', url: path = '/', headers } = request;
      const bearer = headers.authorization?.replace(/^Bearer /, '') ?? null;
      const asked = { method, path, body: await bodyOf(request), token: bearer };
      note(asked, headers);
      const pass = async (): Promise<Answer> => {
        const reply = await fetch(`${baseUrl}${path}`, {
          method,
          redirect: 'manual',
          headers: {
            accept: 'application/json',
            ...(headers['content-type'] === undefined ? {} : { 'content-type': headers['content-type'] }),
            ...(bearer === null ? {} : { authorization: `Bearer ${real.get(bearer) ?? bearer}` }),
          },
          ...(asked.body === '' ? {} : { body: unmark(path, asked.body) }),
        });
        const type = reply.headers.get('content-type') ?? 'application/json';
        return { status: reply.status, type, body: mark(await reply.text()) };
      };
      const special = waiting.find(({ fits, happened }) => !happened && fits(asked));
      if (special === undefined) {
        end(response, await pass());
        return;
      }
      special.happened = true;
      end(response, await special.answer(asked, pass));
    };
    work().catch(() => response.destroy());
  });
  const url = await listen(server);

  return {
    url,
    tenant,
    administrator: {
      account: administrator.email,
      secret: stands(marks.password(`sign-in password of ${name}`), administrator.password),
    },
    client: {
      account: serviceAccount.clientId,
      secret: stands(marks.password(`sign-in secret of ${name}`), serviceAccount.clientSecret),
    },
    outside,
    slots,
    issued,
    tokens,
    instead: (fits, answer) => {
      const special = { fits, answer, happened: false };
      waiting.push(special);
      return () => special.happened;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await tenant.stop();
    },
  };
}
