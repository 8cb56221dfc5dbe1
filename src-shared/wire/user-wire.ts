import { z } from 'zod';
import type { User } from '../domain/user.ts';
import { readWire } from './outside-contract.ts';

/** `User` as sent by `/api/v1/users` (tenant-api §3.3). Names come with 3.0; times may be null. */
export const userWireSchema = z.object({
  id: z.string().min(1),
  username: z.string(),
  createdBy: z.string().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  lastLogin: z.string().nullish(),
  isLocal: z.boolean().nullish(),
  groups: z.array(z.string()).nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
});

/** One user from what the tenant sent. Throws `outside-contract`. */
export function userFromWire(raw: unknown): User {
  const wire = readWire(userWireSchema, raw, 'a user');
  return {
    id: wire.id,
    email: wire.username,
    isLocal: wire.isLocal ?? null,
    firstName: wire.firstName ?? null,
    lastName: wire.lastName ?? null,
    groups: wire.groups ?? [],
    createdBy: wire.createdBy ?? '',
    createdAt: wire.createdAt ?? null,
    updatedAt: wire.updatedAt ?? null,
    lastLogin: wire.lastLogin ?? null,
  };
}
