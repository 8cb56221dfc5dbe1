import { readFile } from 'node:fs/promises';
import type { CustomScheme, Protocol } from 'electron';
import type { Log } from '../log/log.ts';
import { appScheme, parseAppAddress } from './app-origin.ts';
import { contentSecurityPolicy, hardeningHeaders, noncePlaceholder } from './content-security-policy.ts';
import { findServedFile } from './served-files.ts';
import type { ServedFiles } from './served-files.ts';

/** What the scheme may do: no `bypassCSP`, no `corsEnabled`, no service workers (reliability §1.1 item 18). */
export const schemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** What answering needs. */
export interface AppProtocolDeps {
  readonly files: ServedFiles;
  /** 128 random bits in base64url, new at each call. */
  readonly newNonce: () => string;
  readonly log: Log;
}

/**
 * Answers the window's requests from the listed files and from nowhere else. Every answer carries the security
 * headers, refusals too; a page gets a nonce of its own.
 */
export function createAppResponder(deps: AppProtocolDeps): (request: Request) => Promise<Response> {
  const refuse = (status: number, reason: string): Response => {
    deps.log.warn('app.request-refused', { status, reason });
    return new Response(null, {
      status,
      headers: { ...hardeningHeaders, 'Content-Security-Policy': contentSecurityPolicy(deps.newNonce()) },
    });
  };

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'method');
    const address = parseAppAddress(request.url);
    if (address === null) return refuse(404, 'foreign-origin');
    const file = findServedFile(deps.files, address.pathname);
    if (file === null) return refuse(404, 'not-listed');

    const nonce = deps.newNonce();
    const headers = {
      ...hardeningHeaders,
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Content-Type': file.type,
      'Cache-Control': 'no-store',
    };
    if (request.method === 'HEAD') return new Response(null, { headers });
    const bytes = await readFile(file.path);
    if (!file.type.startsWith('text/html')) return new Response(new Uint8Array(bytes), { headers });
    return new Response(bytes.toString('utf8').replaceAll(noncePlaceholder, nonce), { headers });
  };
}

/** Serves the window. To be called once the app is ready; the scheme was declared before. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, deps: AppProtocolDeps): void {
  protocol.handle(appScheme, createAppResponder(deps));
}
