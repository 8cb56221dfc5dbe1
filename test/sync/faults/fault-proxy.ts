import net, { type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What a proxy does to one connection. `applied`: whether the tenant gets the request. */
export interface SocketFault {
  readonly name: string;
  readonly applied: boolean;
  /** `client` is whoever asks, `request` what it has sent so far; `forward` passes it on and answers the tenant's bytes. */
  readonly act: (client: Socket, request: Buffer, forward: () => Promise<Buffer>) => Promise<void> | void;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });

const reset = (client: Socket): void => void client.resetAndDestroy();

/** Says something in the tenant's place, without asking it. */
const says = (name: string, ...parts: readonly (string | Buffer)[]): SocketFault => ({
  name,
  applied: false,
  act: (client) => void client.end(Buffer.concat(parts.map((part) => Buffer.from(part)))),
});

/** Lets the tenant work and does something to its reply. */
const after = (name: string, act: (client: Socket, reply: Buffer) => Promise<void> | void): SocketFault => ({
  name,
  applied: true,
  act: async (client, _request, forward) => act(client, await forward()),
});

const head = (status: string, headers: Readonly<Record<string, string>>): string =>
  `HTTP/1.1 ${status}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
const page = '<!doctype html><html><body>Gateway</body></html>';
const html = (status: string, more: Readonly<Record<string, string>> = {}): string =>
  head(status, {
    'content-type': 'text/html',
    'content-length': String(page.length),
    connection: 'close',
    ...more,
  }) + page;
const json = (text: string, more: Readonly<Record<string, string>> = {}): string =>
  head('200 OK', {
    'content-type': 'application/json',
    'content-length': String(text.length),
    connection: 'close',
    ...more,
  }) + text;

const endOfHead = (reply: Buffer): number => reply.indexOf('\r\n\r\n') + 4;
const middle = (reply: Buffer): number => Math.floor((endOfHead(reply) + reply.length) / 2);
const relabelled = (reply: Buffer, by: number): Buffer => {
  const text = reply.toString('latin1');
  return Buffer.from(
    text.replace(/content-length: (\d+)/i, (_, length: string) => `content-length: ${Number(length) + by}`),
    'latin1',
  );
};

async function inPieces(client: Socket, reply: Buffer, size: number, pause: number): Promise<void> {
  for (let at = 0; at < reply.length && !client.destroyed; at += size) {
    client.write(reply.subarray(at, at + size));
    if (pause > 0 || at % 4096 < size) await wait(pause);
  }
  client.end();
}

/** Every kind of trouble between two sockets. */
export const socketFaults: readonly SocketFault[] = [
  { name: 'reset at once', applied: false, act: reset },
  { name: 'closed without a word', applied: false, act: (client) => void client.end() },
  { name: 'half open', applied: false, act: () => {} },
  { name: 'silence after the request', applied: false, act: () => wait(20_000) },
  after('reset before the reply', reset),
  after('closed before the reply', (client) => void client.end()),
  after('silence instead of the reply', () => {}),
  after('head cut', (client, reply) => void client.end(reply.subarray(0, Math.floor(endOfHead(reply) / 2)))),
  after('head cut by a reset', (client, reply) => {
    client.write(reply.subarray(0, Math.floor(endOfHead(reply) / 2)), () => reset(client));
  }),
  after('body cut', (client, reply) => void client.end(reply.subarray(0, middle(reply)))),
  after('body cut by a reset', (client, reply) => {
    client.write(reply.subarray(0, middle(reply)), () => reset(client));
  }),
  after('stalled in the body', (client, reply) => void client.write(reply.subarray(0, middle(reply)))),
  after('latency and jitter', async (client, reply) => {
    await wait(20 + (reply.length % 17));
    client.end(reply);
  }),
  after('little bandwidth', (client, reply) => inPieces(client, reply, 4096, 1)),
  after('sliced', (client, reply) => inPieces(client, reply, 37, 0)),
  after('slow drip', (client, reply) => inPieces(client, reply, 1, 30)),
  after('slow close', async (client, reply) => {
    client.write(reply);
    await wait(120);
    client.end();
  }),
  after('said twice', (client, reply) => void client.end(Buffer.concat([reply, reply]))),
  after('a hundred early hints', (client, reply) => {
    client.end(
      Buffer.concat([Buffer.from(head('103 Early Hints', { link: '</x>; rel=preload' }).repeat(100)), reply]),
    );
  }),
  after(
    '100 Continue unasked',
    (client, reply) => void client.end(Buffer.concat([Buffer.from(head('100 Continue', {})), reply])),
  ),
  after('longer than it is', (client, reply) => void client.end(relabelled(reply, 5))),
  after('shorter than it is', (client, reply) => void client.end(relabelled(reply, -1))),
  after('early close of one side', (client, reply) => {
    client.end(reply);
    client.destroySoon();
  }),
  says('garbage', Buffer.from([0xff, 0x00, 0x9b, 0x13, 0x0a, 0x0a])),
  says('not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'),
  says('web page with 200', html('200 OK')),
  says('web page with 502', html('502 Bad Gateway')),
  says('web page with 504', html('504 Gateway Timeout')),
  says(
    'redirect',
    head('302 Found', { location: 'https://login.example.org/', 'content-length': '0', connection: 'close' }),
  ),
  says('sign-in of the network', html('511 Network Authentication Required')),
  says('sign-in of a proxy', html('407 Proxy Authentication Required', { 'proxy-authenticate': 'Basic' })),
  says('gzip of garbage', json('not gzip at all', { 'content-encoding': 'gzip' })),
  says(
    'gzip cut',
    (() => {
      const packed = gzipSync('{"id":"x"}'.repeat(50)).subarray(0, 24);
      return (
        head('200 OK', {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          'content-length': String(packed.length),
          connection: 'close',
        }) + packed.toString('latin1')
      );
    })(),
  ),
  says(
    'broken chunks',
    head('200 OK', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }),
    'zz\r\n{}\r\n',
  ),
  says('null', json('null')),
  says('another service', json('{"ok":true}')),
  says('headers without end', `HTTP/1.1 200 OK\r\n${'x-filler: 0123456789\r\n'.repeat(5_000)}`),
  says('status of nobody', head('999 Nobody', { 'content-length': '0' })),
];

/** A proxy with a hand on it. */
export interface FaultProxy {
  readonly origin: string;
  /** The next connection meets this; the ones after it nothing. */
  arm(fault: SocketFault | null): void;
  /** Whether the armed fault was met. */
  met(): boolean;
  /** Refuses connections for a while. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** Puts a proxy in front of a port on this computer. */
export async function startFaultProxy(upstream: number): Promise<FaultProxy> {
  let armed: SocketFault | null = null;
  const sockets = new Set<Socket>();
  let port = 0;
  const server = net.createServer((client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    client.on('error', () => {});
    const fault = armed;
    armed = null;
    if (fault === null) pipe(client);
    else if (fault.name === 'reset at once')
      void fault.act(client, Buffer.alloc(0), () => Promise.reject(new Error('gone')));
    else onRequest(client, (request) => void fault.act(client, request, () => ask(request)));
  });

  function pipe(client: Socket): void {
    const far = net.connect(upstream, '127.0.0.1');
    sockets.add(far);
    far.on('error', () => client.destroy());
    far.on('close', () => sockets.delete(far));
    client.on('close', () => far.destroy());
    client.pipe(far).pipe(client);
  }

  /** The tenant's whole reply to one request, on a connection of its own. */
  function ask(request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const far = net.connect(upstream, '127.0.0.1');
      const parts: Buffer[] = [];
      far.on('data', (part: Buffer) => parts.push(part));
      far.on('error', reject);
      far.on('close', () => resolve(Buffer.concat(parts)));
      far.write(
        Buffer.from(
          request
            .toString('latin1')
            .replace(/^connection: .*\r\n/im, '')
            .replace('\r\n', '\r\nconnection: close\r\n'),
          'latin1',
        ),
      );
    });
  }

  const listen = (wanted: number): Promise<void> =>
    new Promise((resolve) => {
      server.listen(wanted, '127.0.0.1', () => {
        const address = server.address();
        port = typeof address === 'object' && address !== null ? address.port : 0;
        resolve();
      });
    });
  const unlisten = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });

  await listen(0);
  return {
    origin: `http://127.0.0.1:${port}`,
    arm(fault) {
      armed = fault;
    },
    met: () => armed === null,
    down: unlisten,
    up: () => listen(port),
    close: unlisten,
  };
}

/** Calls back once, with a request that is whole: head, and as much body as the head announces. */
function onRequest(client: Socket, whole: (request: Buffer) => void): void {
  let got = Buffer.alloc(0);
  const read = (part: Buffer): void => {
    got = Buffer.concat([got, part]);
    const end = endOfHead(got);
    if (end < 4) return;
    const length = Number(/content-length: (\d+)/i.exec(got.toString('latin1', 0, end))?.[1] ?? 0);
    if (got.length < end + length) return;
    client.off('data', read);
    whole(got);
  };
  client.on('data', read);
}
