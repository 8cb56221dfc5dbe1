import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './context.mjs';

/** Everything the production build is made of. */
const sources = [
  'dev/build-packet-page.ts',
  'dev/packet-page',
  'electron.vite.config.ts',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'src-main',
  'src-renderer',
  'src-shared',
  'resources',
];

function visit(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).toSorted()) visit(hash, root, `${path}/${name}`);
  } else if (!path.endsWith('.md')) {
    hash.update(path).update('\0').update(readFileSync(full)).update('\0');
  }
}

/** One hash of names and contents; times do not count, because a checkout changes them. */
export function hashSources(root) {
  const hash = createHash('sha256');
  for (const path of sources) visit(hash, root, path);
  return hash.digest('hex');
}

/** Builds into out/ when the sources have changed. */
export function ensureBuild(context) {
  const stampFile = join(context.root, 'out', '.build-stamp');
  const hash = hashSources(context.root);
  const results = ['main/index.js', 'preload/preload.cjs', 'renderer/index.html', 'packet-page/packet.html'];
  const isBuilt = results.every((file) => existsSync(join(context.root, 'out', file)));
  if (isBuilt && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return false;

  context.say(`building, because ${isBuilt ? 'the sources have changed' : 'nothing is built yet'}`);
  rmSync(stampFile, { force: true });
  const commands = [
    [
      join(context.root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
      'build',
      '--logLevel',
      'warn',
    ],
    [join(context.root, 'dev', 'build-packet-page.ts')],
  ];
  for (const command of commands) {
    const built = context.run(join(context.root, 'node_modules', '.bin', 'node'), command);
    if (!built.ok) throw new SetupError(`the build failed:\n${built.output}`);
  }
  mkdirSync(join(context.root, 'out'), { recursive: true });
  writeFileSync(stampFile, hash);
  return true;
}
