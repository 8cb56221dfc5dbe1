import { hasAccount } from '../../../src-shared/domain/user.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import {
  type ResetCandidate,
  stopsAll,
  whyNotAmongMany,
} from '../../../src-shared/rules/bulk-reset-rules.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { parseExport } from '../format-argument.ts';
import type { HandOverOptions } from '../hand-over.ts';
import { readMatching } from '../list.ts';
import { note, printList } from '../output.ts';
import { type Issued, planIssued } from '../plan-issued.ts';
import { createSteps } from '../progress.ts';
import { requireAbilities } from '../require-abilities.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

/** Options of a reset of all that match. */
export interface ResetManyOptions extends Omit<HandOverOptions, 'showSecret'> {
  readonly search?: string;
  readonly filter?: readonly string[];
  /** True where no count was said. */
  readonly yes?: true | string;
  readonly each?: boolean;
}

/** The limit of one hand-over. */
const most = 1000;

/** Where one of them stands. */
interface Row {
  readonly user: ResetCandidate;
  outcome: 'left out' | 'to reset' | 'reset' | 'failed' | 'not reached';
  why: string | null;
}

async function findRows(run: CliRun, options: ResetManyOptions, actor: string): Promise<Row[]> {
  const columns = ['email', 'type', 'pending'];
  const { ids, rows, total } = await readMatching(run, 'users', options, columns, most + 1);
  if (total > most) {
    throw usageError(`${total} users match, and at most ${most} are reset at once.`, 'Narrow it: --filter …');
  }
  return rows.map(([email, type, pending], at): Row => {
    const user: ResetCandidate = {
      id: ids[at] ?? '',
      email: String(email),
      isLocal: type === 'sso' ? false : type === 'local' ? true : null,
      pending: pending === 'removed' ? 'removed' : null,
      hasAccount: hasAccount(type),
    };
    const why = whyNotAmongMany(user, actor);
    return { user, outcome: why === null ? 'to reset' : 'left out', why };
  });
}

function print(run: CliRun, rows: readonly Row[]): void {
  printList(
    run,
    [
      { id: 'email', label: 'User' },
      { id: 'outcome', label: 'Outcome' },
      { id: 'why', label: 'Why' },
    ],
    rows.map(({ user, outcome, why }) => [user.email, outcome, why]),
  );
}

function askFirst(run: CliRun, rows: readonly Row[], fit: number, yes: ResetManyOptions['yes']): void {
  if (fit === 0) {
    print(run, rows);
    throw usageError('Nobody matches who has a password to reset.');
  }
  if (yes === undefined || (yes !== true && yes !== String(fit))) {
    print(run, rows);
    throw usageError(
      yes === undefined ? 'No password was reset.' : `It is not ${yes} but ${fit}, so no password was reset.`,
      `To issue ${fit} new ${fit === 1 ? 'password' : 'passwords'}, add: --yes ${fit}`,
    );
  }
}

/** Refuses to begin where every reset would only be saved. */
async function requireLink(run: CliRun): Promise<void> {
  const { link, problem } = await run.call('session.state', {});
  if (link === 'online') return;
  if (problem !== null) throw new RolebookError(problem);
  throw new RolebookError({
    kind: 'network',
    origin: 'cli',
    reason: 'offline',
    message: 'The tenant cannot be reached, so no password was reset.',
    hint: 'Try again when it can be.',
  });
}

/**
 * `users reset-password --all-matching`: one after the other, as far as the tenant goes along. What was issued is handed
 * over whatever became of the rest; Ctrl+C stops after the one on its way.
 */
export async function resetMatching(run: CliRun, options: ResetManyOptions): Promise<number> {
  if (options.export === undefined) {
    throw usageError('Passwords are given out once.', 'Say where to: --export FORMAT:FILE.');
  }
  if (run.globals.offline === true) {
    throw usageError('Many passwords are reset only where the tenant can be asked.', 'Leave --offline out.');
  }
  const place = parseExport(options.export);
  const { actor } = await run.openTenant();
  const rows = await findRows(run, options, actor);
  const fitting = rows.filter(({ outcome }) => outcome === 'to reset');
  askFirst(run, rows, fitting.length, options.yes);
  await requireAbilities(run, ['reset-password']);
  await requireLink(run);
  const names = fitting.map(({ user }) => user.email);
  const handOver = await planIssued(run, names, {
    ...options,
    format: place.format,
    to: place.path,
    each: options.each === true,
  });

  return await finishFirst(
    run,
    async (tell, stopped) => {
      const issued: Issued[] = [];
      let first: ErrorBody | null = null;
      // What waits or fails for a reason that holds for all would do so for the next ones as well.
      let goOn = true;
      const steps = createSteps(run.io, fitting.length);
      for (const row of fitting) {
        if (stopped() || !goOn) break;
        const { email, id } = row.user;
        try {
          const credential = await run.call('users.resetPassword', { id, send: 'now' });
          if (credential === null) {
            row.why = 'Saved, waits to be sent: the tenant cannot be reached. Take it back under changes.';
            row.outcome = 'failed';
            goOn = false;
          } else {
            issued.push({ name: email, credential });
            row.outcome = 'reset';
          }
        } catch (error) {
          const body = toErrorBody(error);
          first ??= body;
          row.outcome = 'failed';
          row.why = body.message;
          goOn = !stopsAll(body);
        }
        steps.done(email, row.outcome);
      }
      steps.end();
      for (const row of fitting) if (row.outcome === 'to reset') row.outcome = 'not reached';
      tell(`${issued.length} of ${fitting.length} have a new password.`);
      let failure: { readonly error: unknown } | null = null;
      try {
        if (issued.length > 0) await handOver(issued);
        tell(`${issued.length} of ${fitting.length} have a new password, and it was handed over.`);
      } catch (error) {
        failure = { error };
        tell(`${issued.length} of ${fitting.length} have a new password, and it was not handed over.`);
      }
      print(run, rows);
      note(run.io, `${issued.length} of ${fitting.length} reset.`);
      if (failure !== null) throw failure.error;
      if (issued.length === fitting.length) return exitCodes.ok;
      return issued.length === 0 && first !== null ? exitCodeOf(first.kind) : exitCodes.partly;
    },
    { betweenSteps: true },
  );
}
