import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { withoutSecrets } from '../../src-shared/wire/identity-provider-wire.ts';
import { outsideContract } from '../../src-shared/wire/outside-contract.ts';
import type { Dialect, FactList } from './dialects/dialect.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { jsonOf, readReply } from './reply-json.ts';
import type { RawPage, TenantClient } from './tenant-client.ts';
import type { TransportReply } from './transport.ts';
import { countSchema } from './wire/caller-wire.ts';

const json200 = { statuses: [200], body: 'json' } as const;

/** The listing half of a {@link TenantClient}. Pages are handed on as they came, unparsed. */
export function createFactPages(
  http: Http,
  dialect: Dialect,
): Pick<TenantClient, 'count' | 'page' | 'pages'> {
  return {
    pages: (kind) => dialect.lists[kind]?.paged ?? false,

    async count(kind, signal) {
      const path = dialect.lists[kind]?.countPath;
      if (path === null || path === undefined) return null;
      try {
        const reply = await http.send({
          method: 'GET',
          path,
          expect: json200,
          repeat: 'safe',
          authorised: true,
          signal,
        });
        return readReply(countSchema, reply, 'a count').count;
      } catch (error) {
        // Not every version counts; the first page then has to do.
        const kindOf = error instanceof RolebookError ? error.body.kind : null;
        if (kindOf === 'not-found' || kindOf === 'unavailable') return null;
        throw error;
      }
    },

    async page(kind, at, signal) {
      const list = dialect.lists[kind];
      if (list === null) return { bytes: encode([]), rowsMember: null };
      if (!list.paged && at.offset > 0) return { bytes: emptyPage(list), rowsMember: list.rowsMember };
      const window = list.paged ? { offset: at.offset, limit: Math.min(at.limit, 500) } : {};
      const reply = await http.send({
        method: 'GET',
        path: list.path,
        query: { ...list.query, ...window },
        expect: json200,
        repeat: 'safe',
        authorised: true,
        maxBytes: PAGE_BYTES,
        signal,
      });
      return { bytes: pageBytes(kind, list, reply), rowsMember: list.rowsMember };
    },
  };
}

function emptyPage(list: FactList): ArrayBuffer {
  return encode(list.rowsMember === null ? [] : { [list.rowsMember]: [] });
}

function pageBytes(kind: FactKind, list: FactList, reply: TransportReply): RawPage['bytes'] {
  // The one kind that may carry secrets: they are gone before anything else of the app sees the page.
  if (kind === 'identity-providers') return encode(withoutSecrets(jsonOf(reply, 'identity providers')));
  if (!isWhole(reply.body, list.rowsMember === null ? ['[', ']'] : ['{', '}']))
    throw outsideContract(`a page of ${kind}`);
  return reply.body;
}

function encode(value: unknown): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(value)).buffer;
}

/** Looks at both ends only: a page is parsed once, by whoever stores it. */
function isWhole(body: ArrayBuffer, [open, close]: readonly [string, string]): boolean {
  const bytes = new Uint8Array(body);
  let first = 0;
  let last = bytes.length - 1;
  while (first < last && isSpace(bytes[first])) first += 1;
  while (last > first && isSpace(bytes[last])) last -= 1;
  return bytes[first] === open.charCodeAt(0) && bytes[last] === close.charCodeAt(0) && first < last;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
