/** A file of the repository. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** One rule of the domain: where tests are named by it, and why there is none where it is not built yet. */
export interface RuleCoverage {
  readonly id: string;
  /** `path:line`, in the order of the files. */
  readonly places: readonly string[];
  readonly open: string | null;
}

/** What the scan came to. */
export interface Coverage {
  readonly rules: readonly RuleCoverage[];
  readonly covered: readonly string[];
  /** Rules that source code speaks of as built, without a test named by them. */
  readonly untested: readonly string[];
  /** Rules without a test that are not listed as open either. */
  readonly unlisted: readonly string[];
  /** Rules that have tests and are listed as open all the same. */
  readonly stale: readonly string[];
}

const ids = Array.from({ length: 57 }, (_, at) => `V${String(at + 1).padStart(2, '0')}`);

/** The rules a text names, ranges such as `V20–V22` spelt out. */
export function rulesIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, from = '', to] of text.matchAll(/\bV(\d\d)(?:[–-]V(\d\d))?\b/g)) {
    for (let number = Number(from); number <= Number(to ?? from); number += 1) {
      found.add(`V${String(number).padStart(2, '0')}`);
    }
  }
  return [...found];
}

const literal = /(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g;

/**
 * The rules that names of tests in a line carry. A name is a text that says more than the id, or the id as the first
 * argument of a case (`of('V08', …)`); the bare id elsewhere is data, e.g. an accepted warning.
 */
export function namedIn(line: string): string[] {
  if (/^\s*(\/\/|\*|\/\*)/.test(line)) return [];
  const found = new Set<string>();
  for (const match of line.matchAll(literal)) {
    const text = match[2] ?? '';
    const before = line.slice(0, match.index);
    const isCase = /\bof\(\s*$/.test(before) && /^V\d\d$/.test(text);
    const isName = /\s/.test(text) && /[a-z]{3}/.test(text) && !/\bexpect\b/.test(before);
    if (isCase || isName) for (const id of rulesIn(text)) found.add(id);
  }
  return [...found];
}

/** Where each rule is named by tests, against what the sources speak of and what is listed as open. Pure. */
export function coverageOf(
  sources: readonly SourceText[],
  tests: readonly SourceText[],
  open: Readonly<Record<string, string>>,
): Coverage {
  const places = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { path, text } of tests) {
    const lines = text.split('\n');
    for (const [at, line] of lines.entries()) {
      // The formatter puts the id of a long case on a line of its own.
      const joined = /\bof\(\s*$/.test(lines[at - 1] ?? '') ? `of(${line.trim()}` : line;
      for (const id of namedIn(joined)) places.get(id)?.push(`${path}:${at + 1}`);
    }
  }
  const inCode = new Set(sources.flatMap(({ text }) => rulesIn(text)));
  const rules = ids.map((id) => ({ id, places: places.get(id) ?? [], open: open[id] ?? null }));
  const without = rules.filter(({ places: found }) => found.length === 0);
  return {
    rules,
    covered: rules.filter(({ places: found }) => found.length > 0).map(({ id }) => id),
    untested: without.filter((rule) => inCode.has(rule.id) && rule.open === null).map(({ id }) => id),
    unlisted: without.filter((rule) => !inCode.has(rule.id) && rule.open === null).map(({ id }) => id),
    stale: rules.filter((rule) => rule.open !== null && rule.places.length > 0).map(({ id }) => id),
  };
}
