import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { whyNotAmongMany } from '../../../src-shared/rules/bulk-reset-rules.ts';
import type { UserTarget } from '../../ui/slots.tsx';

/** Where one user of a bulk reset stands. */
export type ResetStep =
  | { readonly state: 'waiting' | 'running' }
  /** The new password is in the tray. */
  | { readonly state: 'issued'; readonly credentialId: string }
  /** Kept here, sent when the tenant is within reach. */
  | { readonly state: 'saved' }
  | { readonly state: 'failed'; readonly error: ErrorBody }
  /** Has no password to reset. */
  | { readonly state: 'unfit'; readonly reason: string };

/** A bulk reset: who, how far, and whether it is to go on. */
export interface ResetRun {
  readonly rows: readonly { readonly user: UserTarget; readonly step: ResetStep }[];
  readonly phase: 'asking' | 'going' | 'paused' | 'ended';
}

/** What moves a run. */
export type ResetAction =
  | { readonly type: 'start' | 'pause' | 'stop' | 'again' }
  | { readonly type: 'running'; readonly id: string }
  | { readonly type: 'ended'; readonly id: string; readonly step: ResetStep };

/** The run before it begins: those whose password cannot be among many are left out, with the reason. */
export function newRun({ users, actor }: { users: readonly UserTarget[]; actor: string }): ResetRun {
  return {
    phase: 'asking',
    rows: users.map((user) => {
      const reason = whyNotAmongMany(user, actor);
      return { user, step: reason === null ? { state: 'waiting' } : { state: 'unfit', reason } };
    }),
  };
}

/** The next user, or null when nobody waits, one is being reset, or it is not to go on. */
export function nextOf(run: ResetRun): UserTarget | null {
  if (run.phase !== 'going' || run.rows.some(({ step }) => step.state === 'running')) return null;
  return run.rows.find(({ step }) => step.state === 'waiting')?.user ?? null;
}

const withStep = (run: ResetRun, id: string, step: ResetStep): ResetRun => ({
  ...run,
  rows: run.rows.map((row) => (row.user.id === id ? { ...row, step } : row)),
});

/** The next state. It ends by itself when nobody waits and nobody is being reset. */
export function resetReducer(run: ResetRun, action: ResetAction): ResetRun {
  switch (action.type) {
    case 'start':
      return run.phase === 'ended' ? run : settled({ ...run, phase: 'going' });
    case 'pause':
      return run.phase === 'going' ? { ...run, phase: 'paused' } : run;
    case 'stop':
      return { ...run, phase: 'ended' };
    case 'again':
      return settled({
        phase: 'going',
        rows: run.rows.map((row) =>
          row.step.state === 'failed' ? { ...row, step: { state: 'waiting' } } : row,
        ),
      });
    case 'running':
      return withStep(run, action.id, { state: 'running' });
    default:
      return settled(withStep(run, action.id, action.step));
  }
}

function settled(run: ResetRun): ResetRun {
  const open = run.rows.some(({ step }) => step.state === 'waiting' || step.state === 'running');
  return open || run.phase !== 'going' ? run : { ...run, phase: 'ended' };
}

/** How many stand where. */
export function tallyOf(run: ResetRun): Readonly<Record<ResetStep['state'], number>> {
  const tally = { waiting: 0, running: 0, issued: 0, saved: 0, failed: 0, unfit: 0 };
  for (const { step } of run.rows) tally[step.state] += 1;
  return tally;
}

/** Ids in the tray of what was issued so far; to be handed over whatever became of the rest. */
export function issuedIds(run: ResetRun): readonly string[] {
  return run.rows.flatMap(({ step }) => (step.state === 'issued' ? [step.credentialId] : []));
}
