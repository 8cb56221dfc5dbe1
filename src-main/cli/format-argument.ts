import { firstIssueWords } from '../../src-shared/errors/issue-words.ts';
import {
  columnFieldSchema,
  type ColumnMapping,
  columnMappingSchema,
} from '../../src-shared/domain/column-mapping.ts';
import { type CredentialFormat, credentialFormatSchema } from '../../src-shared/domain/credential.ts';
import { formatFacts } from '../../src-shared/domain/hand-over-files.ts';
import { usageError } from './usage-error.ts';

const formats = credentialFormatSchema.options;

/** The names of the formats, as they are typed. */
export const formatNames: readonly string[] = formats.map((format) => formatFacts[format].tag);

/** A format by its short name or its whole one; null for another word. */
export function findFormat(text: string): CredentialFormat | null {
  const name = text.toLowerCase();
  return formats.find((format) => formatFacts[format].tag === name || format === name) ?? null;
}

/** `FORMAT:FILE` apart. */
export function parseExport(text: string): { format: CredentialFormat; path: string } {
  const colon = text.indexOf(':');
  const format = findFormat(text.slice(0, colon));
  const path = text.slice(colon + 1);
  if (colon < 1 || format === null || path === '') {
    throw usageError(
      `“${text}” is not FORMAT:FILE.`,
      `Formats: ${formatNames.join(', ')}; for example bitwarden:new-users.csv.age`,
    );
  }
  return { format, path };
}

/** `account=User,secret=Password` as the columns of a generic file. */
export function parseColumns(text: string): ColumnMapping {
  const parsed = columnMappingSchema.safeParse(
    text.split(',').map((pair) => {
      const equals = pair.indexOf('=');
      return { field: pair.slice(0, Math.max(equals, 0)).trim(), header: pair.slice(equals + 1).trim() };
    }),
  );
  if (parsed.success) return parsed.data;
  throw usageError(
    `“${text}” cannot be columns. ${firstIssueWords(parsed.error, { field: 'A field' })}`,
    `FIELD=HEADER, separated by commas, with account and secret among them. Fields: ${columnFieldSchema.options.join(', ')}`,
  );
}
