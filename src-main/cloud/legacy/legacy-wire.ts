import { z } from 'zod';

const access = {
  roles: z.array(z.string()).nullish(),
  permitAllClusters: z.boolean().nullish(),
  permittedClusters: z.array(z.string()).nullish(),
  tenantId: z.union([z.number(), z.string()]).nullish(),
  createdAt: z.string().nullish(),
  lastLogin: z.string().nullish(),
};

/** A user of `/v1/k8s/users` (tenant-api §4). Members we do not know stay as they came (I20). */
export const legacyUserSchema = z.looseObject({
  userId: z.string().min(1),
  email: z.string(),
  /** regular-user, sso-user, and others that are no people. */
  entityType: z.string().nullish(),
  ...access,
});
export type LegacyUser = z.output<typeof legacyUserSchema>;

/** A group of `/v1/k8s/groups`, named as the identity provider names it. */
export const legacyGroupSchema = z.looseObject({ name: z.string().min(1), ...access });
export type LegacyGroup = z.output<typeof legacyGroupSchema>;

/** An application of `/v1/k8s/apps`; it signs in by its name where it has no client id. */
export const legacyAppSchema = z.looseObject({
  name: z.string().min(1),
  clientId: z.string().nullish(),
  revoked: z.boolean().nullish(),
  ...access,
});
export type LegacyApp = z.output<typeof legacyAppSchema>;

/** Reply of creating a user: the request as sent, the password included, with the id; only the id is read. */
export const legacyCreatedSchema = z.object({ userId: z.string().nullish() });

/** Reply that issues a secret of an application. */
export const legacySecretSchema = z.object({
  name: z.string(),
  clientId: z.string().nullish(),
  secret: z.string().min(1),
});

/** A department or project of a cluster; ids are whole numbers in that version. */
export const legacyUnitSchema = z.looseObject({
  id: z.union([z.number(), z.string()]),
  name: z.string(),
  departmentId: z.union([z.number(), z.string()]).nullish(),
  createdAt: z.string().nullish(),
});
