import { z } from 'zod';

/** A key of a user for programs; it acts with all the user's roles (tenant-api §3.6). Never its secret. */
export const accessKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** With what a program signs in, beside the secret. */
  clientId: z.string(),
  createdAt: z.string().nullable(),
  lastLogin: z.string().nullable(),
});

/** See {@link accessKeySchema}. */
export type AccessKey = z.infer<typeof accessKeySchema>;

/** A key in marks and hand-overs: its name is unique within one user alone, and is no word of what one signs in with. */
export const accessKeyTitle = ({ name, clientId }: Pick<AccessKey, 'name' | 'clientId'>): string =>
  `${name} (${clientId})`;
