import { z } from 'zod';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { legacyPermissions, legacyRoles } from '../../../src-shared/profiles/legacy-roles.ts';
import { readWire } from '../../../src-shared/wire/outside-contract.ts';
import { permittedMember, type PermittedSubject } from '../../../src-shared/wire/permitted-wire.ts';
import { jsonOf } from '../reply-json.ts';
import { segment } from '../request-url.ts';
import type { TenantClient } from '../tenant-client.ts';
import { appWire, type Holder, roleIdOf, rulesOfHolder, ruleWire, userWire } from './holder.ts';
import type { LegacyCalls } from './legacy-calls.ts';
import { legacyPaths } from './legacy-paths.ts';
import { legacyUnitSchema } from './legacy-wire.ts';

/** What a refused extra question leaves open: it is answered as if nothing spoke against it. */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    const kind = error instanceof RolebookError ? error.body.kind : null;
    if (kind === 'not-permitted' || kind === 'not-found' || kind === 'unavailable') return null;
    throw error;
  }
}

/**
 * Whoever is permitted a cluster and has no role: no rule tells of that, and a role that comes holds there (decision 0006).
 * In an order of ours, so that the same facts are the same page.
 */
function permittedIn(
  cluster: string,
  holders: readonly Holder[],
): Record<string, readonly PermittedSubject[]> {
  const found = holders
    .filter(({ access }) => access.roles.length === 0 && (access.all || access.clusters.includes(cluster)))
    .map(({ subjectType: type, subjectId: id, access }) => ({ type, id, all: access.all }))
    .toSorted((one, other) => (`${one.type} ${one.id}` < `${other.type} ${other.id}` ? -1 : 1));
  return found.length === 0 ? {} : { [permittedMember]: found };
}

/** What the tenant told about its modules, kept with the roles that need them (`gatesFromRoles`). */
function gateMembers(
  key: string,
  told: { readonly keys: readonly string[] | null; readonly departments: boolean | null },
): Record<string, unknown> {
  if (key === 'ml_engineer') return { inferenceModule: told.keys?.includes(key) ?? null };
  return key === 'department_admin' ? { departmentsInUse: told.departments } : {};
}

/**
 * The listing half of a client of 2.13. Facts are put into the shapes of later versions, so that mirror and screens know
 * only one; what the tenant says beside stays in them. Everything comes whole.
 */
export function createLegacyPages(calls: LegacyCalls): Pick<TenantClient, 'count' | 'page' | 'pages'> {
  async function units(kind: 'departments' | 'projects', signal: AbortSignal): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const { uuid } of await calls.clusters(signal)) {
      const reply = await calls.get(`${legacyPaths.clusters}/${segment(uuid)}/${kind}`, signal);
      for (const unit of readWire(z.array(legacyUnitSchema), jsonOf(reply, kind), kind)) {
        const { departmentId } = unit;
        found.push({
          ...unit,
          id: String(unit.id),
          clusterId: uuid,
          ...(departmentId === null || departmentId === undefined ? {} : { parentId: String(departmentId) }),
        });
      }
    }
    return found;
  }

  async function roles(signal: AbortSignal): Promise<unknown[]> {
    const [offered, departments] = await Promise.all([
      unlessRefused(calls.get(`${legacyPaths.users}/roles`, signal)),
      unlessRefused(calls.get('/v1/k8s/setting/department.use', signal)),
    ]);
    const keys =
      offered === null ? null : readWire(z.array(z.string()), jsonOf(offered, 'the roles'), 'the roles');
    const departmentsInUse = departments === null ? null : jsonOf(departments, 'a setting') !== false;
    const known = legacyRoles.map(({ id, key, name, text }) => {
      const enabled =
        (keys === null || keys.includes(key)) && (key !== 'department_admin' || departmentsInUse !== false);
      return {
        id,
        name,
        description: text,
        permissions: legacyPermissions(key),
        enabled,
        createdBy: 'Run:ai',
        ...gateMembers(key, { keys, departments: departmentsInUse }),
      };
    });
    const others = (keys ?? []).filter((key) => !legacyRoles.some((role) => role.key === key));
    return [
      ...known,
      ...others.map((key) => ({ id: roleIdOf(key), name: key, permissions: [], createdBy: 'Run:ai' })),
    ];
  }

  async function rows(kind: FactKind, signal: AbortSignal): Promise<readonly unknown[]> {
    switch (kind) {
      case 'clusters': {
        const [all, holders] = await Promise.all([
          calls.clusters(signal),
          unlessRefused(calls.holders(signal)),
        ]);
        return all.map((cluster) => ({ ...cluster, ...permittedIn(cluster.uuid, holders ?? []) }));
      }
      case 'departments':
      case 'projects':
        return await units(kind, signal);
      case 'roles':
        return await roles(signal);
      case 'service-accounts':
        return (await calls.apps(signal)).map(appWire);
      case 'users':
        return (await calls.users(signal)).map(userWire);
      case 'access-rules': {
        const [holders, facts] = await Promise.all([calls.holders(signal), calls.facts(signal)]);
        return holders.flatMap((holder) => rulesOfHolder(holder, facts).map((rule) => ruleWire(rule, facts)));
      }
      case 'permission-sets':
      case 'identity-providers':
        return [];
    }
  }

  return {
    pages: () => false,
    count: async () => null,
    async page(kind, at, signal) {
      const all = at.offset > 0 ? [] : await rows(kind, signal);
      return { bytes: new TextEncoder().encode(JSON.stringify(all)).buffer, rowsMember: null };
    },
  };
}
