import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http, { type RequestListener, type Server } from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Somebody at a port who is not a tenant. Remembers everything it was sent. */
export interface HostileServer {
  readonly origin: string;
  /** All bytes of all requests as text: heads and bodies. */
  received(): string;
  requests(): number;
  stop(): Promise<void>;
}

async function listening(
  server: Server | net.Server,
  scheme: string,
  host: string,
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `${scheme}://${host}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A key and certificate made now. `days` may be negative: a certificate that is out of date. */
export function makeCertificate(name: string, days = 2): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-cert-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const stamp = (inDays: number): string =>
      new Date(Date.now() + inDays * 86_400_000).toISOString().replace(/[-:T]/g, '').slice(0, 14) + 'Z';
    const request = join(folder, 'request.pem');
    const config = join(folder, 'ca.cnf');
    const run = (...args: string[]): void =>
      void execFileSync('openssl', args, { stdio: 'ignore', cwd: folder });
    run(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      request,
      '-subj',
      `/CN=${name}`,
    );
    execFileSync('sh', ['-c', 'touch index.txt; echo 01 > serial'], { cwd: folder });
    execFileSync('sh', ['-c', 'cat > ca.cnf'], {
      cwd: folder,
      input: `[ca]\ndefault_ca=d\n[d]\ndir=.\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nx509_extensions=v\n[p]\ncommonName=supplied\n[v]\nsubjectAltName=DNS:${name}\nbasicConstraints=CA:TRUE\n`,
    });
    run(
      'ca',
      '-batch',
      '-selfsign',
      '-config',
      config,
      '-keyfile',
      key,
      '-in',
      request,
      '-out',
      cert,
      '-startdate',
      stamp(-10),
      '-enddate',
      stamp(days),
      '-notext',
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An HTTP server that answers as told. With a certificate it speaks https. */
export async function startHostile(
  answer: RequestListener,
  tls?: { key: string; cert: string },
): Promise<HostileServer> {
  let received = '';
  let requests = 0;
  const listener: RequestListener = (request, reply) => {
    requests += 1;
    received += `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n`;
    request.on('data', (chunk: Buffer) => (received += chunk.toString()));
    request.on('end', () => answer(request, reply));
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  const { origin, stop } = await listening(server, tls === undefined ? 'http' : 'https', 'localhost');
  return { origin, stop, received: () => received, requests: () => requests };
}

/** A server that writes bytes of its own and hangs up. */
export async function startRaw(bytes: string): Promise<{ origin: string; stop(): Promise<void> }> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  });
  return listening(server, 'http', '127.0.0.1');
}
