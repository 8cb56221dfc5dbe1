import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from './context.mjs';

function hashFile(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/**
 * Whether what npm wrote down as installed is what the lockfile asks for. Packages for other systems are in the
 * lockfile only; nothing may be installed that is not in it.
 */
export function matchesLockfile(lock, installed) {
  const wanted = lock.packages ?? {};
  const there = installed.packages ?? {};
  const same = (path) =>
    wanted[path]?.version === there[path]?.version && wanted[path]?.integrity === there[path]?.integrity;
  return (
    Object.keys(there).every((path) => path in wanted && same(path)) &&
    Object.entries(wanted).every(
      ([path, entry]) => path === '' || path in there || entry.optional || entry.devOptional || entry.peer,
    )
  );
}

function isInstalled(context) {
  const hidden = join(context.root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const lock = JSON.parse(readFileSync(join(context.root, 'package-lock.json'), 'utf8'));
  return matchesLockfile(lock, JSON.parse(readFileSync(hidden, 'utf8')));
}

/** Loads the native modules under the project's own Node, the one that every npm script gets. */
function probeNative(context) {
  const load = "require('keytar'); new (require('better-sqlite3'))(':memory:').close();";
  return context.run(join(context.root, 'node_modules', '.bin', 'node'), ['-e', load]);
}

/**
 * Where keytar's build finds Node's headers: beside the Node that runs this, where they are installed. Without them
 * node-gyp fetches them from Node's site, which many networks do not let it. keytar's interface is the same in all
 * versions, so any headers will do.
 */
function headersBesideNode() {
  if (process.env.npm_config_nodedir !== undefined) return {};
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: prefix } : {};
}

/** Installs npm packages when the lockfile has changed, and makes sure the native ones load. */
export function ensureDependencies(context) {
  const lockHash = hashFile(join(context.root, 'package-lock.json'));
  if (context.readStamp().lockHash === lockHash) return false;

  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  if (!isInstalled(context)) {
    const why = existsSync(join(context.root, 'node_modules'))
      ? 'the lockfile has changed'
      : 'nothing is installed yet';
    context.say(`installing npm packages, because ${why}`);
    const installed = context.run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: headersBesideNode(),
    });
    if (!installed.ok) throw new SetupError(`npm ci failed:\n${installed.output}`);
  }

  let probe = probeNative(context);
  if (!probe.ok) {
    context.say('building keytar, because it does not load');
    const rebuilt = context.run(npm, ['rebuild', 'keytar', '--foreground-scripts'], {
      env: headersBesideNode(),
    });
    probe = probeNative(context);
    if (!probe.ok)
      throw new SetupError(`keytar or better-sqlite3 does not load:\n${probe.output}\n${rebuilt.output}`);
  }
  context.writeStamp({ lockHash });
  return true;
}
