import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Something the user has to do before the set-up can go on. The message says what. */
export class SetupError extends Error {}

/** What every step gets: where things are, how to speak, how to run a program, what was done before. */
export function createContext(root) {
  const bin = join(root, 'node_modules', '.bin');
  const stampFile = join(root, 'node_modules', '.rolebook-setup.json');

  return {
    root,
    say: (line) => process.stderr.write(`setup: ${line}\n`),

    /** Runs a program to its end; its output is kept and shown only when it fails. */
    run(program, args, options = {}) {
      const result = spawnSync(program, args, {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        ...options,
        env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, ...options.env },
      });
      const written = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`;
      const output = stripVTControlCharacters(written).trim();
      return { ok: result.status === 0, timedOut: result.error?.code === 'ETIMEDOUT', output };
    },

    /** Notes of earlier runs. They live in node_modules, so that a fresh install forgets them. */
    readStamp() {
      try {
        return JSON.parse(readFileSync(stampFile, 'utf8'));
      } catch {
        return {};
      }
    },
    writeStamp(changes) {
      if (!existsSync(join(root, 'node_modules'))) return;
      writeFileSync(stampFile, JSON.stringify({ ...this.readStamp(), ...changes }));
    },
  };
}
