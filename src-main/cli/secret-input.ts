import type { CliIo } from './cli-io.ts';
import { note } from './output.ts';
import { usageError } from './usage-error.ts';

/** Where a secret may come from. Never from an argument: those show in process lists and shell histories. */
export interface SecretSource {
  readonly secretStdin?: boolean;
  readonly secretFile?: string;
}

/** One line end at the end belongs to the tool that wrote it, everything else to the secret. */
function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/** Not refused: a file that a tool keeps so is taken, and the command is likely to run unattended. */
function noteOpen(io: CliIo, path: string, openTo: string): void {
  note(
    io,
    `Warning: others on this machine may read or change “${path}” (permissions ${openTo}). To keep it to yourself: chmod 600 on it.`,
  );
}

/** The secret, or null when no source was named. An empty one is refused. */
export async function readSecret(io: CliIo, source: SecretSource, what: string): Promise<string | null> {
  if (source.secretStdin === true && source.secretFile !== undefined) {
    throw usageError(`Give the ${what.toLowerCase()} by standard input or by a file, not by both.`);
  }
  let text: string;
  if (source.secretFile !== undefined) {
    const file = await io.readSecretFile(source.secretFile);
    if (file.openTo !== null) noteOpen(io, source.secretFile, file.openTo);
    text = file.text;
  } else if (source.secretStdin === true) {
    text = io.stdinIsTerminal ? await io.readHidden(`${what}: `) : await io.readInput();
  } else {
    return null;
  }
  const secret = withoutLineEnd(text);
  if (secret === '') throw usageError(`The ${what.toLowerCase()} is empty.`);
  return secret;
}
