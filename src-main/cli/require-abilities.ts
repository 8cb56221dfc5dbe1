import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import { whyLacking } from '../../src-shared/profiles/product-features.ts';
import { type ActorAct, checkActor } from '../../src-shared/rules/actor-rules.ts';
import type { Finding } from '../../src-shared/rules/finding.ts';
import type { CliRun } from './run.ts';

/** V43: what the tenant's version does not have, it has for nobody, within reach or not. */
function checkVersion({ productLine, abilities }: OpenTenant, acts: readonly ActorAct[]): Finding[] {
  if (!acts.includes('edit-roles') || productLine === null) return [];
  const lack = whyLacking('customRoles', productLine);
  if (lack === null) return [];
  return [{ rule: 'V43', severity: 'block', field: 'actor', message: abilities.customRoles.reason ?? lack }];
}

/**
 * Refuses with `not-permitted` what the tenant's version does not have, or the actor may not do at all, before anything
 * else that was typed is looked at. Rejects with `auth` when the sign-in is refused. Of a tenant out of reach only the
 * version is known for sure; the rest is left to the act itself, which says so.
 */
export async function requireAbilities(run: CliRun, acts: readonly ActorAct[]): Promise<void> {
  const { link, problem } = await run.call('session.retry', {});
  if (link !== 'online') {
    // What is only saved needs no sign-in.
    if (problem?.kind === 'auth' && run.globals.offline !== true) throw new RolebookError(problem);
  }
  const tenant = await run.call('tenants.current', {});
  if (tenant === null) return;
  const [refusal] = [
    ...checkVersion(tenant, acts),
    ...(link === 'online' ? checkActor(tenant.abilities, acts) : []),
  ];
  if (refusal === undefined) return;
  throw new RolebookError({
    kind: 'not-permitted',
    origin: 'cli',
    reason: `rule-${refusal.rule.toLowerCase()}`,
    message: refusal.message,
    hint: `Rules: ${refusal.rule}.`,
  });
}
