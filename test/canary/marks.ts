import { randomInt } from 'node:crypto';

/** A secret that is followed. */
export interface Canary {
  /** What it is, for people: `temporary password 3`. */
  readonly name: string;
  readonly text: string;
  /** What of it is looked for: enough to be sure, less than all, so that a part that leaks counts. */
  readonly core: string;
  /** Whether it bears the mark of all; others are looked for one by one. */
  readonly marked: boolean;
}

/** Makes secrets that can be told from everything else. */
export interface Marks {
  /** Stands in every marked secret. */
  readonly anchor: string;
  readonly all: readonly Canary[];
  /** A marked secret, awkward in JSON, addresses, CSV and markup. */
  password(name: string): string;
  /** A token with the mark inside its signature: its claims are not secret. */
  token(name: string, real: string): string;
  /** Follows a secret that somebody else made. */
  adopt(name: string, text: string): string;
}

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const word = (length: number): string =>
  Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');

/** Makes the mark of one run. */
export function createMarks(): Marks {
  const anchor = `K${word(9)}`;
  const all: Canary[] = [];
  const counts = new Map<string, number>();
  const follow = (name: string, text: string, core: string, marked: boolean): string => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    all.push({ name: `${name} ${count}`, text, core, marked });
    return text;
  };
  return {
    anchor,
    all,
    password: (name) => {
      const core = `${anchor}${word(6)}`;
      return follow(name, `${core}?????"é\\%<${word(4)}`, core, true);
    },
    token: (name, real) => {
      const core = `${anchor}${word(6)}`;
      const parts = real.split('.');
      return follow(name, [...parts.slice(0, -1), `${core}${parts.at(-1) ?? ''}`].join('.'), core, true);
    },
    adopt: (name, text) =>
      all.some((canary) => canary.text === text) ? text : follow(name, text, text, false),
  };
}
