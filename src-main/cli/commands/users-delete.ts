import type { Command } from 'commander';
import { type Register, withAcceptOption } from '../command-options.ts';
import { unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { note, noteFindings, printList } from '../output.ts';
import { savedWords } from '../saved-words.ts';
import type { CliRun } from '../run.ts';
import { requireAbilities } from '../require-abilities.ts';
import { usageError } from '../usage-error.ts';
import { findUserId } from './find-user.ts';

interface DeleteOptions {
  readonly yes?: boolean;
  readonly confirm?: string;
  readonly accept: readonly string[];
}

async function deleteUsers(run: CliRun, texts: readonly string[], options: DeleteOptions): Promise<number> {
  await run.openTenant();
  if (options.yes === true) await requireAbilities(run, ['delete-user']);
  const ids: string[] = [];
  for (const text of texts) ids.push(await findUserId(run, text));
  const preview = await run.call('users.deletePreview', { ids });
  if (options.yes !== true) {
    printList(
      run,
      [
        { id: 'email', label: 'User' },
        { id: 'ruleCount', label: 'Access rules', right: true },
        { id: 'rules', label: 'That go with it' },
        { id: 'lastLogin', label: 'Last login' },
      ],
      preview.users.map((user) => [
        user.email,
        user.ruleCount,
        user.rules.map((rule) => `${rule.roleName} on ${rule.scopeType} ${rule.scopeName}`),
        user.lastLogin,
      ]),
    );
    const findings = [...preview.findings, ...preview.users.flatMap((user) => user.findings)];
    noteFindings(run.io, findings);
    const warned = [...new Set(unacknowledged(findings, options.accept).map((finding) => finding.rule))];
    const accept = warned.length === 0 ? '' : ` --accept ${warned.join(',')}`;
    const phrase = preview.typedPhrase === null ? '' : ` --confirm "${preview.typedPhrase}"`;
    throw usageError('Nothing was deleted.', `To delete, add: --yes${accept}${phrase}`);
  }
  return await finishFirst(run, async (tell) => {
    const outcomes = await run.call('users.delete', {
      ids,
      typed: options.confirm ?? null,
      acknowledged: [...options.accept],
      // --yes has said it: however many there are.
      send: 'now',
    });
    printList(
      run,
      [
        { id: 'email', label: 'User' },
        { id: 'outcome', label: 'Outcome' },
        { id: 'why', label: 'Why' },
      ],
      outcomes.map((one) => [one.email, one.outcome, one.error?.message ?? null]),
    );
    const done = outcomes.filter((one) => one.outcome === 'done' || one.outcome === 'already-gone').length;
    const waiting = outcomes.filter((one) => one.outcome === 'pending').length;
    const left = outcomes.filter((one) => one.outcome !== 'done' && one.outcome !== 'already-gone');
    tell(
      left.length === 0
        ? 'all users were deleted.'
        : `still to delete: ${left.map((one) => one.email).join(', ')}. Access rules of theirs may be gone already.`,
    );
    note(run.io, `${done} of ${outcomes.length} deleted.`);
    if (waiting > 0) note(run.io, savedWords);
    return done + waiting === outcomes.length ? exitCodes.ok : exitCodes.partly;
  });
}

/** `rolebook users delete`. */
export function registerDeleteUsers(users: Command, register: Register): void {
  register(
    withAcceptOption(
      users
        .command('delete')
        .description('delete users and their access rules; without --yes only shows what would go')
        .argument('<user...>', 'e-mails or ids')
        .option('--yes', 'really delete')
        .option('--confirm <phrase>', 'the phrase that severe deletions ask for'),
    ),
    (run, [texts]: [readonly string[]], options: DeleteOptions) => deleteUsers(run, texts, options),
  );
}
