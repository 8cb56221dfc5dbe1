import { z } from 'zod';

/** What a validation rule has to say. `block` stops the act, `warn` needs to be acknowledged, `info` informs. */
export const findingSchema = z.object({
  /** The rule's number in the domain's list, e.g. `V02`. */
  rule: z.string().regex(/^V\d{2}$/),
  severity: z.enum(['block', 'warn', 'info']),
  /** The field it belongs to: `email`, `roles`, `scopes`, `users`, `actor`. */
  field: z.string(),
  /** One sentence in the user's words, with the reason. */
  message: z.string(),
});

/** See {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;
