import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { uptime } from 'node:os';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';

/** Milliseconds that a lock without a process number in it is believed: its maker is about to write that. */
const unsignedFor = 10_000;

/** This process and no other that had, or will have, its number. */
function ownMark(): string {
  return `${process.pid} ${performance.timeOrigin}`;
}

function elsewhere(): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'pull-elsewhere',
    retryable: true,
    message: 'Another Rolebook is syncing this tenant right now.',
    hint: 'Try again when it has finished.',
  });
}

function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // It lives, but is another user's.
    return hasCode(thrown, 'EPERM');
  }
}

interface Found {
  readonly mark: string;
  readonly writtenAt: number;
}

function read(path: string): Found | null {
  try {
    return { mark: readFileSync(path, 'utf8'), writtenAt: statSync(path).mtimeMs };
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return null;
    throw thrown;
  }
}

/** Whether whoever made this lock is gone. Numbers of processes begin anew when the machine does. */
function isStale({ mark, writtenAt }: Found, now: number): boolean {
  if (writtenAt < now - uptime() * 1000) return true;
  const pid = Number.parseInt(mark, 10);
  if (!(pid > 0)) return now - writtenAt > unsignedFor;
  if (pid === process.pid) return mark !== ownMark();
  return !lives(pid);
}

function make(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (thrown) {
    if (hasCode(thrown, 'EEXIST')) return false;
    throw thrown;
  }
  try {
    writeSync(file, ownMark());
  } finally {
    closeSync(file);
  }
  return true;
}

/** Moves a stale lock away before removing it, so that a lock made meanwhile by another is not lost unseen. */
function clear(path: string, stale: Found): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return;
    throw thrown;
  }
  if (read(aside)?.mark === stale.mark) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

/**
 * Takes the right to pull into this folder's mirror, which only one process at a time may have: the files that a pull
 * works on bear fixed names. A lock whose process is gone is taken over. Answers how to give it back; throws the
 * retryable `pull-elsewhere` when another holds it.
 */
export function lockPull(path: string, clock: Clock): () => void {
  if (!make(path)) {
    const found = read(path);
    if (found !== null) {
      if (!isStale(found, clock.now())) throw elsewhere();
      clear(path, found);
    }
    if (!make(path)) throw elsewhere();
  }
  return () => {
    if (read(path)?.mark === ownMark()) rmSync(path, { force: true });
  };
}
