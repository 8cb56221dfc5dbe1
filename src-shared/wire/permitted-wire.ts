import { z } from 'zod';
import type { SubjectRef } from '../domain/subject.ts';

/** Subjects of 2.13 that have clusters and no role. */
const permittedSchema = z.array(
  z.object({ type: z.enum(['user', 'group', 'app']), id: z.string().min(1), all: z.boolean() }),
);

/** One of them, as it is kept with each cluster that it is permitted. */
export type PermittedSubject = z.output<typeof permittedSchema>[number];

/** What clusters of 2.13 carry beside what the tenant sent of them. */
export const permittedMember = 'permittedWithoutRole';

const clusterSchema = z.object({
  uuid: z.string(),
  name: z.string(),
  [permittedMember]: permittedSchema.catch([]).default([]),
});

/** A cluster that a subject is permitted though it has no role yet; the tenant itself for all of them, later ones too. */
export interface Permission {
  readonly subject: SubjectRef;
  readonly scopeType: 'tenant' | 'cluster';
  readonly scopeId: string;
  readonly name: string;
}

/** Who is permitted clusters without having a role (2.13), from the clusters as the mirror keeps them. */
export function permittedFromWire(clusters: readonly unknown[]): readonly Permission[] {
  return clusters.flatMap((raw): Permission[] => {
    const { data } = clusterSchema.safeParse(raw);
    return (data?.[permittedMember] ?? []).map(({ type, id, all }) => {
      const subject = { type, id };
      return all
        ? { subject, scopeType: 'tenant', scopeId: 'tenant', name: 'all clusters' }
        : { subject, scopeType: 'cluster', scopeId: data?.uuid ?? '', name: `cluster ${data?.name ?? ''}` };
    });
  });
}
