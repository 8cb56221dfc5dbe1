import type { HandOverOptions } from './hand-over.ts';
import { note } from './output.ts';
import type { CliRun } from './run.ts';

/** A word as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const named = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [name, quoted(value)];

/** The ways out for a secret as they were typed, to be given to another command. */
function typedAgain(options: HandOverOptions): string {
  return [
    ...named('--export', options.export),
    ...named('--columns', options.columns),
    ...named('--passphrase-file', options.passphraseFile),
    ...(options.recipient ?? []).flatMap((one) => named('--recipient', one)),
    ...named('--seal', options.seal),
    ...(options.plain === true ? ['--plain'] : []),
    ...(options.force === true ? ['--force'] : []),
    ...(options.showSecret === true ? ['--show-secret'] : []),
  ].join(' ');
}

/**
 * Says of a change that was saved and not sent that its secret is not issued yet, so that nobody looks for the file,
 * and which command hands it over.
 */
export function noteSentLater(run: CliRun, options: HandOverOptions): void {
  const again = typedAgain(options);
  if (again === '') return;
  const path = options.export?.slice(options.export.indexOf(':') + 1);
  note(
    run.io,
    path === undefined
      ? `The secret comes when the change is sent. Then: rolebook changes send ${again}`
      : `${path} is not written: the secret comes when the change is sent. Then write it with: rolebook changes send ${again}`,
  );
}
