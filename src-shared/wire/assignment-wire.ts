import { z } from 'zod';
import type { Assignment, Assignments } from '../domain/assignment.ts';

const names = z
  .array(z.unknown())
  .nullish()
  .transform((list) =>
    (list ?? []).filter((name): name is string => typeof name === 'string' && name !== ''),
  );

/** Who is put to a unit of 2.13 (tenant-api §3.8): e-mails or ids of users, names of groups and applications. */
const assignedWireSchema = z.object({ users: names, groups: names, applications: names });

const projectSchema = z.object({
  id: z.union([z.string(), z.number()]),
  permissions: assignedWireSchema.nullish().catch(null),
});

/** Departments name their administrators as a project does, or in one list of users: the shape is not published. */
const departmentSchema = z.object({
  id: z.union([z.string(), z.number()]),
  departmentAdmins: z.union([names, assignedWireSchema]).nullish().catch(null),
});

type Assigned = z.output<typeof assignedWireSchema>;

const assignmentsOf = (unitId: string, { users, groups, applications }: Assigned): Assignment[] => [
  ...users.map((id): Assignment => ({ unitId, subject: { type: 'user', id } })),
  ...groups.map((id): Assignment => ({ unitId, subject: { type: 'group', id } })),
  ...applications.map((id): Assignment => ({ unitId, subject: { type: 'service-account', id } })),
];

/** Null when no unit says anything: then nothing is known, which is not the same as nobody. */
function told(units: readonly (readonly Assignment[] | null)[]): readonly Assignment[] | null {
  const said = units.filter((unit) => unit !== null);
  return said.length === 0 && units.length > 0 ? null : said.flat();
}

/**
 * Who is assigned to projects and departments, from these as the tenant sent them. Units that are no units, or that say
 * nothing about it, are left out.
 */
export function assignmentsFromWire(
  projects: readonly unknown[],
  departments: readonly unknown[],
): Assignments {
  return {
    projects: told(
      projects.map((raw) => {
        const { data } = projectSchema.safeParse(raw);
        const assigned = data?.permissions ?? null;
        return data === undefined || assigned === null ? null : assignmentsOf(String(data.id), assigned);
      }),
    ),
    departments: told(
      departments.map((raw) => {
        const { data } = departmentSchema.safeParse(raw);
        const assigned = data?.departmentAdmins ?? null;
        if (data === undefined || assigned === null) return null;
        const who = Array.isArray(assigned) ? { users: assigned, groups: [], applications: [] } : assigned;
        return assignmentsOf(String(data.id), who);
      }),
    ),
  };
}
