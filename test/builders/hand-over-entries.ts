import { asSecret } from '../../src-shared/domain/secret-text.ts';
import type { HandOverEntry } from '../../src-main/files/formats/hand-over-entry.ts';

/** Secrets that are awkward in one format or another. */
const awkward = [
  '=SUM("A1")',
  'a,b;c\td',
  '"quoted" and \'so\'',
  'back\\slash\\',
  'pässwörd-ключ-κλειδί',
  '  spaces around  ',
  '-1',
  '0123',
  '<tag>&amp;',
  'four{byte}😀key',
];

/** So many credentials, each with an account and a secret of its own; the first ones are awkward. */
export function handOverEntries(count: number): HandOverEntry[] {
  return Array.from({ length: count }, (_, at) => ({
    account: `person${at}@example.com`,
    secret: asSecret(`${awkward[at] ?? 'Kp7-mQx2-Wz9t'}${at < awkward.length ? '' : at}`),
    url: 'https://tenant.example.com',
    title: `Acme: person${at}@example.com`,
    notes: 'Temporary password. Has to be changed at the first sign-in.',
    folder: at % 2 === 0 ? 'Acme' : 'Größe & Söhne',
    issuedAt: '2026-01-02T03:04:05.000Z',
    expiresAt: null,
    mustChange: true,
    kind: 'temporary-password',
  }));
}
