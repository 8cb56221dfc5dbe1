import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { type ActorAct, checkActor } from '../../src-shared/rules/actor-rules.ts';
import type { CliRun } from './run.ts';

/**
 * Refuses with `not-permitted` what the actor may not do at all, before anything else that was typed is looked at.
 * Rejects with `auth` when the sign-in is refused. A tenant out of reach is left to the act itself, which says so.
 */
export async function requireAbilities(run: CliRun, acts: readonly ActorAct[]): Promise<void> {
  const { link, problem } = await run.call('session.retry', {});
  if (link !== 'online') {
    // What is only saved needs no sign-in.
    if (problem?.kind === 'auth' && run.globals.offline !== true) throw new RolebookError(problem);
    return;
  }
  const tenant = await run.call('tenants.current', {});
  if (tenant === null) return;
  const [refusal] = checkActor(tenant.abilities, acts);
  if (refusal === undefined) return;
  throw new RolebookError({
    kind: 'not-permitted',
    origin: 'cli',
    reason: `rule-${refusal.rule.toLowerCase()}`,
    message: refusal.message,
    hint: `Rules: ${refusal.rule}.`,
  });
}
