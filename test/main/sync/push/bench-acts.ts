import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import { aRole, aRule, aServiceAccount, aUser } from '../../../builders/facts.ts';
import { PushBench } from '../../../builders/push-bench.ts';
import { type ScriptedCall, ScriptedTenant } from '../../../builders/scripted-tenant.ts';

export const viewer = aRole(7, 'Viewer');
export const root = aRole(1, 'System administrator');
export const cats = { type: 'project', id: 'cats' };
export const withFacts = (): PushBench =>
  new PushBench(
    new ScriptedTenant({
      users: [aUser('u1'), aUser('u2')],
      rules: [aRule(5, 'u1@example.com', viewer, cats)],
      serviceAccounts: [aServiceAccount('sa1')],
      roles: [viewer, root, aRole(8, 'Editor')],
    }),
  );

/** Holds calls of a kind until let go; `reached` resolves when the first of them is there. */
export function holdUp(bench: PushBench, wanted: ScriptedCall): { reached: Promise<void>; letGo(): void } {
  const gate = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  bench.tenant.beforeCall = async (call) => {
    if (call !== wanted) return;
    reached.resolve();
    await gate.promise;
  };
  return { reached: reached.promise, letGo: () => gate.resolve() };
}

export const count = (bench: PushBench, call: ScriptedCall): number =>
  bench.tenant.calls.filter((made) => made.startsWith(`${call} `)).length;

export const storage = (): RolebookError =>
  new RolebookError({ kind: 'storage', origin: 'db', reason: 'disk-full', message: 'The disk is full.' });

export const tooMany = (seconds: number | null): RolebookError =>
  new RolebookError({
    kind: 'tenant',
    origin: 'cloud',
    reason: 'too-many-requests',
    status: 429,
    retryable: true,
    retryAfterSeconds: seconds,
    message: 'The tenant asks for a pause.',
  });

/** Events in which the admin of a bench made or deleted a thing, all at that moment. */
export const ownEvents = (
  at: number,
  actions: readonly ('create' | 'delete')[],
  thing: { readonly type: 'User' | 'Role'; readonly id: string; readonly name: string },
) =>
  actions.map((action) => ({
    at: new Date(at).toISOString(),
    action,
    entityType: thing.type,
    entityId: thing.id,
    entityName: thing.name,
    actor: 'admin@example.com',
  }));
