import { usualColumns } from '../../src-shared/domain/column-mapping.ts';
import { credentialFormatSchema } from '../../src-shared/domain/credential.ts';
import { formatFacts } from '../../src-shared/domain/hand-over-files.ts';
import { asSecret } from '../../src-shared/domain/secret-text.ts';
import {
  credentialText,
  isTextFormat,
  type TextFormat,
} from '../../src-main/files/formats/credential-formats.ts';
import type { HandOverEntry } from '../../src-main/files/formats/hand-over-entry.ts';

/** CSV files that password managers and other programs import. */
export const csvFormats: readonly TextFormat[] = credentialFormatSchema.options
  .filter(isTextFormat)
  .filter((format) => formatFacts[format].extension === 'csv');

/** Accounts with these secrets; names and notes as nasty as those, since all stand in one line. */
const entriesOf = (secrets: readonly string[]): HandOverEntry[] =>
  secrets.map((secret, at) => ({
    account: `person${at}@example.com`,
    secret: asSecret(secret),
    url: 'https://tenant.example.com',
    title: secrets[(at + 1) % secrets.length] ?? '',
    notes: secrets[(at + 2) % secrets.length] ?? '',
    folder: 'Acme',
    issuedAt: '2026-01-02T03:04:05.000Z',
    expiresAt: null,
    mustChange: true,
    kind: 'temporary-password',
  }));

/** The file of a format with these secrets, as bytes. */
export const fileOf = (format: TextFormat, secrets: readonly string[]): Buffer =>
  Buffer.from(credentialText(format, entriesOf(secrets), usualColumns), 'utf8');

/** Secrets that came back other than they went in, of so many. */
export function changed(
  secrets: readonly string[],
  back: readonly (readonly [account: string, secret: string])[],
): string[] {
  const of = new Map(back);
  const problems = secrets.flatMap((secret, at) => {
    const got = of.get(`person${at}@example.com`);
    return got === secret ? [] : [`${JSON.stringify(secret)} came back as ${JSON.stringify(got)}`];
  });
  return back.length === secrets.length
    ? problems
    : [`${back.length} of ${secrets.length} came back`, ...problems];
}
