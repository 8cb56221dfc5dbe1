import { z } from 'zod';

/** What can stand in a column of the generic formats. */
export const columnFieldSchema = z.enum([
  'account',
  'secret',
  'url',
  'title',
  'notes',
  'folder',
  'issuedAt',
  'expiresAt',
]);

/** See {@link columnFieldSchema}. */
export type ColumnField = z.infer<typeof columnFieldSchema>;

/**
 * Which columns (members, in JSON) a generic file has, in order. The account and the secret must be among them: a file
 * without would hand nothing over. Headers differ, and one that starts like a formula is refused, because it is ours.
 */
export const columnMappingSchema = z
  .array(
    z.strictObject({
      field: columnFieldSchema,
      header: z
        .string()
        .min(1)
        .max(100)
        .refine(
          (header) => header === '' || /^[^\p{Cc}=+\-@][^\p{Cc}]*$/u.test(header),
          'a header cannot start like a formula or break lines',
        ),
    }),
  )
  .min(2)
  .max(20)
  .refine((columns) => columns.some(({ field }) => field === 'account'), 'the account needs a column')
  .refine((columns) => columns.some(({ field }) => field === 'secret'), 'the secret needs a column')
  .refine(
    (columns) => new Set(columns.map(({ header }) => header)).size === columns.length,
    'two columns have the same header',
  );

/** See {@link columnMappingSchema}. */
export type ColumnMapping = readonly z.infer<typeof columnMappingSchema>[number][];

/** The columns of a generic file when nobody says otherwise. */
export const usualColumns: ColumnMapping = [
  { field: 'title', header: 'title' },
  { field: 'account', header: 'username' },
  { field: 'secret', header: 'password' },
  { field: 'url', header: 'url' },
  { field: 'notes', header: 'notes' },
  { field: 'issuedAt', header: 'issued' },
];
