import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noTenantGates } from '../../../src-shared/access/gates.ts';
import { permissionActions } from '../../../src-shared/domain/role.ts';
import type { AccessPath, SubjectAccess } from '../../../src-shared/ipc/access-contract.ts';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import type { Caller } from '../../../src-main/demo-tenant/core/rights.ts';
import type { DemoTenant, DemoTenantOptions } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { aPull, openMirror, runPull } from '../../builders/opened-mirror.ts';
import { administrator, clientOf, startTenant } from '../cloud/connected-tenant.ts';

/** How far our answer and the tenant's own agree. */
export interface TenantAgreement {
  readonly subjects: number;
  /** Subject × resource type × action, once for `permissions` and once for `permitted-scopes`. */
  readonly cells: number;
  readonly agreeing: number;
  /** Scopes that the tenant permits, over all cells. */
  readonly scopes: number;
  readonly percent: number;
  /** The first differences, in words. */
  readonly differences: readonly string[];
}

type Reply = Readonly<Record<string, unknown>>;

/** Everyone who can ask the tenant what they may: its users and service accounts. */
function callersOf({ core }: DemoTenant): { caller: Caller; subject: { type: string; id: string } }[] {
  const { users, serviceAccounts } = core.state;
  const people = Array.from({ length: users.count }, (_, rank) => {
    const ref = users.at(rank);
    const user = users.read(ref);
    const caller: Caller = { kind: 'user', name: user.username, ref, user };
    return { caller, subject: { type: 'user', id: user.username } };
  });
  const machines = serviceAccounts.all().map((account) => {
    const caller: Caller = { kind: 'service-account', name: account.clientId, account };
    return { caller, subject: { type: 'service-account', id: account.clientId } };
  });
  return [...people, ...machines];
}

/**
 * Whether the tenant lets it through: what is only pointless there (V12, V13) it does; and a token that a service account
 * got before it was disabled goes on (tenant-api §6, behaviour 5).
 */
const isHeld = ({ gates }: AccessPath): boolean =>
  gates.every(({ by, kind }) => by === 'place' || kind === 'account-disabled');

/** Scopes of our paths for a cell, as `permitted-scopes` lists them. */
function ourScopes(answer: SubjectAccess, resourceType: string, action: number): string[] {
  const row = answer.rows.find((one) => one.resourceType === resourceType);
  const paths = (row?.cells[action]?.paths ?? []).flatMap((at) => answer.paths[at] ?? []);
  return [...new Set(paths.filter(isHeld).map(({ place }) => `${place.type} ${place.id}`))].toSorted();
}

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const recordIn = (value: unknown): Reply =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

function theirScopes(reply: Reply): string[] {
  const of = (member: string, type: string): string[] => textsIn(reply[member]).map((id) => `${type} ${id}`);
  return [
    ...of('tenants', 'tenant'),
    ...of('clusters', 'cluster'),
    ...of('departments', 'department'),
    ...of('projects', 'project'),
  ].toSorted();
}

const arrival = { method: 'POST', url: '/', sourceIp: '127.0.0.1' };

/** Asks both the same about every subject, resource type and action. */
export async function compareWithTenant(
  tenant: DemoTenant,
  mirror: RebuildableMirror,
): Promise<TenantAgreement> {
  const { core } = tenant;
  const differences: string[] = [];
  let cells = 0;
  let agreeing = 0;
  let scopes = 0;
  const callers = callersOf(tenant);
  const count = (what: string, ours: string, theirs: string): void => {
    cells += 1;
    if (ours === theirs) agreeing += 1;
    else if (differences.length < 20) differences.push(`${what}: ours ${ours}, the tenant's ${theirs}`);
  };
  for (const { caller, subject } of callers) {
    const question = { subject, scope: null, as: 'tenant' as const, gates: noTenantGates };
    const answer = await mirror.access.subject(question);
    const request = { path: {}, query: {}, body: {} };
    const permissions = core.run('listMyPermissions', caller, request, arrival).json;
    for (const one of Array.isArray(permissions) ? permissions.map(recordIn) : []) {
      const resourceType = String(one['resourceType']);
      const body = { resourceType, action: null };
      const permitted = recordIn(
        core.run('calculatePermittedScopes', caller, { ...request, body }, arrival).json,
      );
      const held = textsIn(one['actions']);
      for (const [at, action] of permissionActions.entries()) {
        const ours = ourScopes(answer, resourceType, at);
        const theirs = theirScopes(recordIn(permitted[action]));
        scopes += theirs.length;
        const what = `${subject.id} ${action} ${resourceType}`;
        count(`permissions of ${what}`, String(ours.length > 0), String(held.includes(action)));
        count(`permitted scopes of ${what}`, ours.join(', '), theirs.join(', '));
      }
    }
  }
  const percent = (agreeing / cells) * 100;
  return { subjects: callers.length, cells, agreeing, scopes, percent, differences };
}

/** A demo tenant of so many users over HTTP, pulled into a mirror by the product's own pull. */
export async function pulledTenant(
  options: Partial<DemoTenantOptions> & Pick<DemoTenantOptions, 'profile'>,
  onEnd: (work: () => unknown) => void,
): Promise<{ tenant: DemoTenant; mirror: RebuildableMirror }> {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-agreement-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  const { tenant, origin } = await startTenant(options);
  onEnd(() => tenant.stop());
  const mirror = await openMirror(folder);
  onEnd(() => mirror.close());
  const run = await runPull(aPull(await clientOf(origin, administrator(tenant)), mirror));
  if (run.outcome !== 'complete') throw new Error(`the pull ended ${run.outcome}`);
  return { tenant, mirror };
}
