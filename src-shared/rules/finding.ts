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
  /**
   * What in particular it is about, where one act may have several findings of the rule: `5:tenant:7` for role 5 on
   * tenant 7. Absent or null: the act as a whole.
   */
  about: z.string().nullable().optional(),
});

/** See {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;

/** The longest key that is sent, in UTF-16 units. */
export const findingKeyLength = 200;

/**
 * Names a finding when it is accepted: `V38:5:tenant:7`, or the bare rule where it is about the act as a whole. The
 * same in the window and at the act, whatever the wording; cut at {@link findingKeyLength}.
 */
export function findingKey(finding: Pick<Finding, 'rule' | 'about'>): string {
  const { rule, about } = finding;
  return about === null || about === undefined ? rule : `${rule}:${about}`.slice(0, findingKeyLength);
}
