import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import rules from '../../dev/dependency-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One import that breaks each rule, as [importing file, imported file]. */
const breaches: Readonly<Record<string, readonly [string, string]>> = {
  'level-0-not-upward': ['src-main/log/a.ts', 'src-main/db/b.ts'],
  'level-1-not-upward': ['src-main/files/a.ts', 'src-main/services/b.ts'],
  'level-2-not-upward': ['src-main/services/a.ts', 'src-main/compose.ts'],
  'db-knows-no-neighbour': ['src-main/db/a.ts', 'src-main/cloud/b.ts'],
  'cloud-knows-no-neighbour': ['src-main/cloud/a.ts', 'src-main/secrets/b.ts'],
  'secrets-knows-no-neighbour': ['src-main/secrets/a.ts', 'src-main/files/b.ts'],
  'files-knows-no-neighbour': ['src-main/files/c.ts', 'src-main/db/b.ts'],
  'shared-is-pure': ['src-shared/domain/a.ts', 'src-main/log/b.ts'],
  'main-not-renderer': ['src-main/app/a.ts', 'src-renderer/b.ts'],
  'renderer-not-main': ['src-renderer/a.ts', 'src-main/log/b.ts'],
  'only-composition-starts-the-demo-tenant': ['src-main/app/c.ts', 'src-main/demo-tenant/b.ts'],
  'demo-tenant-stands-alone': ['src-main/demo-tenant/a.ts', 'src-main/log/b.ts'],
  'preload-has-no-packages': ['src-main/preload/a.ts', 'src-shared/domain/b.ts'],
  'features-are-strangers': ['src-renderer/features/users/a.tsx', 'src-renderer/features/roles/b.ts'],
  'ui-and-bridge-at-the-bottom': ['src-renderer/ui/a.tsx', 'src-renderer/stores/b.ts'],
  'stores-below-features': ['src-renderer/stores/a.ts', 'src-renderer/features/roles/b.ts'],
  'nothing-imports-tests': ['src-main/cli/a.ts', 'test/b.ts'],
  'one-room-for-sql': ['src-main/sync/a.ts', 'node_modules/better-sqlite3/index.js'],
  'one-file-for-the-keychain': ['src-main/secrets/c.ts', 'node_modules/keytar/index.js'],
  'no-circles': ['src-main/session/a.ts', 'src-main/session/b.ts'],
};

const names = (rules.forbidden ?? []).map((rule) => rule.name ?? '');

let folder: string;
let broken: Set<string>;

async function put(file: string, text: string): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function importLine(from: string, to: string): string {
  const packageName = /^node_modules\/([^/]+)\//.exec(to)?.[1];
  const up = '../'.repeat(from.split('/').length - 1);
  return `import { x } from '${packageName ?? `${up}${to}`}';\nexport const y = x;\n`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-zones-'));
  await put('tsconfig.json', '{}');
  for (const [from, to] of Object.values(breaches)) {
    await put(from, importLine(from, to));
    if (to.startsWith('node_modules/')) {
      await put(join(dirname(to), 'package.json'), '{"main":"index.js"}');
    }
    await put(to, 'export const x = 1;\n');
  }
  const [first, second] = breaches['no-circles'] ?? ['', ''];
  await put(second, importLine(second, first));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(root, 'dev/dependency-rules.ts'),
      '--output-type',
      'json',
      'src-shared',
      'src-main',
      'src-renderer',
    ],
    { cwd: folder, maxBuffer: 1 << 24 },
  ).catch((error: { stdout: string }) => error);
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  broken = new Set(report.summary.violations.map((violation) => violation.rule.name));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('import zones', () => {
  it.each(names)('%s refuses its breach', (name) => {
    expect(Object.keys(breaches)).toContain(name);
    expect(broken).toContain(name);
  });
});
