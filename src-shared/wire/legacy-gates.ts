import { z } from 'zod';

const told = z.boolean().nullish().catch(null);
const roleSchema = z.object({ departmentsInUse: told, inferenceModule: told });

/**
 * What a tenant of 2.13 says about departments and the Inference module, which its client keeps with the roles that need
 * them (V13, V15, domain R44). Null where it did not say.
 */
export function gatesFromRoles(roles: readonly unknown[]): {
  readonly inference: boolean | null;
  readonly departments: boolean | null;
} {
  const read = roles.flatMap((raw) => roleSchema.safeParse(raw).data ?? []);
  const first = (member: 'departmentsInUse' | 'inferenceModule'): boolean | null =>
    read.map((role) => role[member]).find((value) => value !== null && value !== undefined) ?? null;
  return { inference: first('inferenceModule'), departments: first('departmentsInUse') };
}
