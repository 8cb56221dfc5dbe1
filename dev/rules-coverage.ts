/**
 * `npm run rules:coverage`: which of the 57 rules of the domain (V01–V57) have tests that are named by them, and where.
 * A rule that the product has code for and no such test makes it fail; so does one that nobody has listed. The last line
 * is JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coverageOf, type SourceText } from './rules-coverage/coverage.ts';
import { openRules } from './rules-coverage/open-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function textsIn(folder: string, wanted: RegExp): SourceText[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

const sources = ['src-shared', 'src-main', 'src-renderer'].flatMap((room) => textsIn(room, /\.tsx?$/));
// What tests this scan itself speaks of rules without testing them.
const tests = textsIn('test', /\.tsx?$/).filter(({ path }) => !path.startsWith('test/dev/'));
const { rules, covered, untested, unlisted, stale } = coverageOf(sources, tests, openRules);

const lines = rules.map(({ id, places, open }) => {
  const [first, second, third, ...more] = places;
  const shown = [first, second, third].filter((place) => place !== undefined).join(', ');
  if (first !== undefined) return `${id}  ${shown}${more.length === 0 ? '' : ` and ${more.length} more`}`;
  return `${id}  ${open === null ? 'NO TEST IS NAMED BY IT' : `open: ${open}`}`;
});
const ok = untested.length === 0 && unlisted.length === 0;
const complaint = (what: string, ids: readonly string[]): string[] =>
  ids.length === 0 ? [] : [`${what}: ${ids.join(', ')}`];
process.stdout.write(
  [
    ...lines,
    '',
    `${covered.length}/57 rules have tests named by them`,
    ...complaint('code without a test named by it', untested),
    ...complaint('neither tested nor listed as open', unlisted),
    ...complaint('tested, and still listed as open', stale),
    JSON.stringify({
      covered: covered.length,
      of: 57,
      open: rules.filter(({ places, open }) => places.length === 0 && open !== null).map(({ id }) => id),
      untested,
      unlisted,
      stale,
      ok,
    }),
    '',
  ].join('\n'),
);
process.exitCode = ok ? 0 : 1;
