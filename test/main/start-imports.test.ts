import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a file needs before it runs: imports of types go, those that are awaited later do not count. */
function neededBy(file: string): readonly string[] {
  const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
  return [...code.matchAll(/^(?:import|export)\b(?:[^'";]*?\bfrom)?\s*'([^']+)';/gm)].map(
    ([, specifier = '']) => specifier,
  );
}

/** Everything that is read before a program's first line runs: files of ours, and packages. */
function loadedAtStart(program: string): { files: ReadonlySet<string>; packages: ReadonlySet<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [join(root, program)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const specifier of neededBy(file)) {
      if (specifier.startsWith('.')) waiting.push(join(dirname(file), specifier));
      else if (!specifier.startsWith('node:')) packages.add(specifier);
    }
  }
  return { files: new Set([...files].map((file) => relative(root, file))), packages };
}

test('the window’s program loads no package before it needs it', () => {
  const { files, packages } = loadedAtStart('src-main/index.ts');
  expect(files).toContain('src-main/compose.ts');
  expect([...packages].toSorted()).toEqual(['better-sqlite3', 'electron', 'p-queue', 'pino', 'zod']);
});

test('the window’s program starts without the built-in tenant', () => {
  const { files } = loadedAtStart('src-main/index.ts');
  expect([...files].filter((file) => file.startsWith('src-main/demo-tenant/'))).toEqual([]);
});
