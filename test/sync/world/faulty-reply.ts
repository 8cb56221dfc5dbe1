import type { HttpReply } from '../../../src-main/demo-tenant/http/messages.ts';
import type { FaultName } from './fault-kinds.ts';
import type { Seeded } from './seeded.ts';

const page = '<!doctype html><html><head><title>Gateway</title></head><body>Sorry</body></html>';

const json = (status: number, message: string, headers: Record<string, string> = {}): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify({ code: status, message }),
});

const html = (status: number, headers: Record<string, string> = {}): HttpReply => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: page,
});

/** The reply that a fault puts in the place of the tenant's own, or null when it leaves that alone or gives none. */
export function faultyReply(
  fault: FaultName,
  own: HttpReply | null,
  now: number,
  rng: Seeded,
): HttpReply | null {
  switch (fault) {
    case '400':
    case '403':
    case '404':
    case '408':
    case '409':
    case '412':
    case '422':
    case '500':
    case '503':
      return json(Number(fault), 'Said by a fault');
    case '401':
      return json(401, 'The token is missing, malformed or expired');
    case '429':
      return json(429, 'Slow down');
    case '429-seconds':
      return json(429, 'Slow down', { 'retry-after': String(rng.pick([1, 5, 30, 60, 300])) });
    case '429-date': {
      // The gateway's clock is not ours: only the difference counts.
      const theirs = now + rng.between(-86_400_000, 86_400_000);
      return json(429, 'Slow down', {
        date: new Date(theirs).toUTCString(),
        'retry-after': new Date(theirs + rng.pick([2_000, 20_000, 55_000])).toUTCString(),
      });
    }
    case '429-garbage':
      return json(429, 'Slow down', {
        'retry-after': rng.pick(['soon', '-5', '1e9', '99999999999', 'Thu, 99']),
      });
    case '503-seconds':
      return json(503, 'Maintenance', { 'retry-after': String(rng.pick([1, 10, 45])) });
    case '502-page':
    case '504-page':
      return html(Number(fault.slice(0, 3)));
    case '511':
      return html(511);
    case 'page-200':
      return html(200);
    case 'proxy-407':
      return html(407, { 'proxy-authenticate': 'Basic' });
    case 'wrong-json':
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: rng.pick(['{"ok":true}', '{"code":0}', '"hello"', '[[]]', 'null']),
      };
    case 'broken-json':
      return own === null
        ? null
        : { ...own, body: (own.body ?? '{').slice(0, Math.floor((own.body ?? '{').length / 2)) };
    case 'empty-200':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '' };
    case 'redirect':
      return { status: 302, headers: { location: 'https://login.example.org/portal' }, body: undefined };
    default:
      return null;
  }
}
