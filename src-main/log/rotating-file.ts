import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Where and how much. */
export interface RotatingFileOptions {
  readonly folder: string;
  /** Base name; older files get `.1`, `.2`, … */
  readonly name: string;
  /** A file that has reached this is put aside before the next line. */
  readonly maxBytes: number;
  /** How many files there are at most, the current one included. */
  readonly files: number;
}

/** A file that lines go to. */
export interface RotatingFile {
  write(line: string): void;
  close(): void;
}

/**
 * Appends lines to a file of mode 0600 and puts it aside when it is full. A line is written before the call returns,
 * so nothing is lost when the app dies. A disk that refuses is no reason to stop working: the line is lost then.
 */
export function openRotatingFile(options: RotatingFileOptions): RotatingFile {
  const path = (age: number): string =>
    join(options.folder, age === 0 ? options.name : `${options.name}.${age}`);
  let file: number | null = null;
  let size = 0;

  const open = (): number => {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const opened = openSync(path(0), 'a', 0o600);
    size = fstatSync(opened).size;
    return opened;
  };

  const rotate = (current: number): number => {
    closeSync(current);
    file = null;
    rmSync(path(options.files - 1), { force: true });
    for (let age = options.files - 2; age >= 0; age -= 1) {
      try {
        renameSync(path(age), path(age + 1));
      } catch {
        // There was no such file yet.
      }
    }
    return open();
  };

  return {
    write(line) {
      try {
        file ??= open();
        if (size > 0 && size + line.length > options.maxBytes) file = rotate(file);
        size += writeSync(file, line);
      } catch {
        file = null;
      }
    },
    close() {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}
