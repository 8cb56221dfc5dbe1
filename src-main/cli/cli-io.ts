import type { SecretFile } from './secret-file.ts';

/** The terminal as a part that is passed in. */
export interface CliIo {
  readonly out: { write(text: string): void };
  readonly err: { write(text: string): void };
  /** Columns of the terminal that `out` goes to; null when it goes to a file or a pipe. */
  readonly width: number | null;
  /** Whether `err` is a terminal, where a line can be painted over. */
  readonly errIsTerminal: boolean;
  readonly stdinIsTerminal: boolean;
  /** Everything on standard input. */
  readInput(): Promise<string>;
  /** One line typed without showing it. */
  readHidden(prompt: string): Promise<string>;
  readFile(path: string): Promise<string>;
  readSecretFile(path: string): Promise<SecretFile>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after so many milliseconds; returns its own undo. */
  after(milliseconds: number, run: () => void): () => void;
  /** Calls back at Ctrl+C and SIGTERM until undone; both end the process at once otherwise. */
  onInterrupt(listener: () => void): () => void;
}
