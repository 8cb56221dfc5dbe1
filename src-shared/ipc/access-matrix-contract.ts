import { z } from 'zod';
import { accessAsSchema, accessSubjectSchema } from './access-contract.ts';
import { call } from './define.ts';

/** Every subject × every resource type × every action, in windows. */
export const accessMatrixSchema = z.object({
  resourceTypes: z.array(z.object({ resourceType: z.string(), displayName: z.string(), group: z.string() })),
  /** Users, service accounts, and whoever else holds anything. */
  total: z.number().int().nonnegative(),
  rows: z.array(
    z.object({
      subject: accessSubjectSchema,
      /**
       * A letter for each action of each resource type, in the order of `resourceTypes` and create, read, update, delete:
       * `w` in force everywhere, `p` in force somewhere, `d` dormant, `.` not granted.
       */
      cells: z.string(),
    }),
  ),
  asOf: z.string().nullable(),
});
export type AccessMatrix = z.infer<typeof accessMatrixSchema>;

export const matrixQuestionSchema = z.strictObject({
  as: accessAsSchema,
  types: z
    .array(z.enum(['user', 'group', 'service-account', 'other']))
    .nullable()
    .default(null),
  from: z.number().int().nonnegative().default(0),
  to: z.number().int().nonnegative().default(100),
});
export type MatrixQuestion = z.infer<typeof matrixQuestionSchema>;

export const accessMatrixCalls = {
  /** What everybody can do; at most 1,000 rows at once serve well. */
  'access.matrix': call(matrixQuestionSchema, accessMatrixSchema),
};
