import type { CliIo } from './cli-io.ts';
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

/** The secret, or null when no source was named. An empty one is refused. */
export async function readSecret(io: CliIo, source: SecretSource, what: string): Promise<string | null> {
  if (source.secretStdin === true && source.secretFile !== undefined) {
    throw usageError(`Give the ${what.toLowerCase()} by standard input or by a file, not by both.`);
  }
  let text: string;
  if (source.secretFile !== undefined) {
    text = await io.readFile(source.secretFile);
  } else if (source.secretStdin === true) {
    text = io.stdinIsTerminal ? await io.readHidden(`${what}: `) : await io.readInput();
  } else {
    return null;
  }
  const secret = withoutLineEnd(text);
  if (secret === '') throw usageError(`The ${what.toLowerCase()} is empty.`);
  return secret;
}
