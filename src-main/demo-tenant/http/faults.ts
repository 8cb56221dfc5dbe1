import type { Rng } from '../core/mixing.ts';

/** What a fault does to a request it fires for. */
export type FaultAction =
  /** Answers a status with the error envelope; nothing is applied. */
  | { kind: 'status'; status: number; message?: string; details?: string }
  /** Answers an HTML page, as gateways do (502, 504); nothing is applied. */
  | { kind: 'html'; status: number; body?: string }
  /** 429; `retryAfter` in seconds, as an HTTP date that many seconds ahead, or absent. */
  | { kind: 'too-many'; retryAfter?: number; form?: 'seconds' | 'date' }
  /** Waits, then answers as usual. */
  | { kind: 'delay'; ms: number }
  /** Applies, announces the full length, sends some bytes of the body, closes the connection. */
  | { kind: 'cut'; afterBytes: number }
  /** Closes the connection without applying. */
  | { kind: 'drop' }
  /** Applies, then closes the connection without a reply: the caller cannot know. */
  | { kind: 'reply-lost' }
  /** Never answers (until the caller gives up or the server stops); nothing is applied. */
  | { kind: 'hang' }
  /** Answers 200 with a JSON text of about that many bytes; nothing is applied. */
  | { kind: 'huge'; bytes: number }
  /** Answers a redirect; nothing is applied. */
  | { kind: 'redirect'; status: 301 | 302 | 303 | 307 | 308; location: string }
  /** Answers 200 with a wrong body: broken syntax, another shape, an HTML page, or nothing; nothing is applied. */
  | { kind: 'wrong-json'; form: 'syntax' | 'shape' | 'html' | 'empty' }
  /** Applies and sends the reply slowly: `bytes` at a time, `everyMs` apart. */
  | { kind: 'drip'; bytes: number; everyMs: number };

/** Which requests a rule is for; every member that is given must fit. */
export interface FaultMatch {
  method?: string;
  /** Path without query; `*` stands for any text. */
  path?: string;
  operationId?: string;
  /** Only the nth fitting request, from 1. */
  nth?: number;
  /** At most this many times. */
  times?: number;
  /** Chance from 0 to 1 (drawn from the tenant's seed). */
  probability?: number;
}

/** A fault rule. */
export interface FaultRule {
  /** Given by `add` when missing. */
  id?: string;
  match: FaultMatch;
  action: FaultAction;
}

/** Rules in force; the first that fits a request fires. */
export interface Faults {
  /** Adds a rule and returns its id. */
  add(rule: FaultRule): string;
  remove(id: string): void;
  clear(): void;
  /** Rules in force with how often each fitted and fired. */
  list(): { rule: FaultRule & { id: string }; fitted: number; fired: number }[];
  /** Counts the request and returns the rule that fires for it. */
  fire(request: {
    method: string;
    path: string;
    operationId: string | undefined;
  }): (FaultRule & { id: string }) | undefined;
}

function pathTest(pattern: string): (path: string) => boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*');
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}

/** Creates an empty set of rules. */
export function createFaults(rng: Rng): Faults {
  interface Kept {
    rule: FaultRule & { id: string };
    fits: (path: string) => boolean;
    fitted: number;
    fired: number;
  }
  let rules: Kept[] = [];
  let made = 0;

  return {
    add: (rule) => {
      const id = rule.id ?? `fault-${++made}`;
      rules.push({ rule: { ...rule, id }, fits: pathTest(rule.match.path ?? '*'), fitted: 0, fired: 0 });
      return id;
    },
    remove: (id) => {
      rules = rules.filter(({ rule }) => rule.id !== id);
    },
    clear: () => {
      rules = [];
    },
    list: () => rules.map(({ rule, fitted, fired }) => ({ rule, fitted, fired })),
    fire: ({ method, path, operationId }) => {
      for (const kept of rules) {
        const { match } = kept.rule;
        if (match.method !== undefined && match.method.toUpperCase() !== method) continue;
        if (match.operationId !== undefined && match.operationId !== operationId) continue;
        if (!kept.fits(path)) continue;
        kept.fitted++;
        if (match.nth !== undefined && match.nth !== kept.fitted) continue;
        if (match.times !== undefined && kept.fired >= match.times) continue;
        if (match.probability !== undefined && rng.word() / 0x1_0000_0000 >= match.probability) continue;
        kept.fired++;
        return kept.rule;
      }
      return undefined;
    },
  };
}
