import type { WireRequest } from '../world/wire.ts';
import type { BookRow } from './ledger-book.ts';
import { stemOf } from './stem-of.ts';
import type { Verdict } from './violation.ts';

/** The request as far as it says whether it is the same again. */
export type Asked = Pick<WireRequest, 'n' | 'sender' | 'life' | 'method' | 'origin' | 'path' | 'body'>;

/** Where it is written down what users asked for. */
export interface AskedBook {
  readonly book: { readonly rows: ReadonlyMap<string, Pick<BookRow, 'again'>> };
}

/** Looks whether what was refused for good is asked again by itself (I13). */
export interface Refusals {
  /** A request leaves for a change. `name` is its `Idempotency-Key`. */
  sent(request: Asked, wish: string, name: string, disk: AskedBook): void;
  /** It was refused, in the tenant's own words or what speaks like them. */
  refused(request: Asked, wish: string, status: number, disk: AskedBook): void;
  /** That start of the app wrote something down of the change. */
  stepped(row: Pick<BookRow, 'id' | 'state'>, life: number): void;
}

interface Refusal {
  readonly n: number;
  readonly status: number;
  readonly wish: string;
  readonly life: number;
  /** Whether the app committed anything of that change afterwards, in the same start. */
  written: boolean;
  /** Whether another name is being tried, whose answer has yet to come. */
  open: boolean;
  readonly asked: number;
}

/** Statuses that say that the same will be refused again. */
const forGood: ReadonlySet<number> = new Set([400, 403, 409, 422]);

/** Somebody has that name. */
const taken = 409;

/** How much the users of a ledger have asked for by now: what two wishes ask for each may be refused. */
function askedFor({ book }: AskedBook): number {
  let asked = 0;
  for (const { again } of book.rows.values()) asked += 1 + again;
  return asked;
}

/**
 * Remembers refusals. What an app had no time to write down before it ended, its next start cannot know. A rule for a service
 * account is tried under the account's other name where the first is refused (tenant-api §5, question 2): that refusal was not
 * the last word, and when the reply to the second is lost, both are tried again. Nor is it the last word that a name is taken
 * where a reply to the same change was lost before: what has the name may be what was made then, and nobody may show it yet.
 */
export function createRefusals(verdict: Verdict): Refusals {
  const known = new Map<string, Refusal>();
  /** Wishes to which a reply was lost, however often they were brought back since. */
  const lost = new Set<string>();
  const sameAs = (wish: string, { sender, method, origin, path, body }: Asked): string =>
    [wish, sender, method, origin, path, body].join(' ');
  const setOpen = (wish: string, open: boolean): void => {
    for (const one of known.values()) if (one.wish === wish) one.open = open;
  };
  return {
    sent(request, wish, name, disk) {
      const refusal = known.get(sameAs(wish, request));
      const remembered = refusal !== undefined && (refusal.written || refusal.life === request.life);
      if (remembered && !refusal.open && refusal.asked === askedFor(disk))
        verdict.fail(
          'I13',
          `request ${request.n} repeats ${refusal.n}, which was refused for good with ${refusal.status}`,
        );
      if (name.split('/').includes('by-name')) setOpen(wish, true);
    },
    refused(request, wish, status, disk) {
      if (!forGood.has(status)) return;
      const { n, life } = request;
      setOpen(wish, false);
      if (status === taken && lost.has(stemOf(wish))) return;
      known.set(sameAs(wish, request), {
        n,
        status,
        wish,
        life,
        written: false,
        open: false,
        asked: askedFor(disk),
      });
    },
    stepped({ id, state }, life) {
      if (state === 'unknown') lost.add(stemOf(id));
      for (const refusal of known.values())
        if (refusal.wish === id && refusal.life === life) refusal.written = true;
    },
  };
}
