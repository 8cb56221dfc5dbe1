import type { Command } from 'commander';
import { counted } from '../../../src-shared/words/count.ts';
import type { CreateReport } from '../../../src-shared/ipc/users-contract.ts';
import { type Register, withHandOverOptions, withRoleOptions } from '../command-options.ts';
import { finishFirst } from '../finish-first.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import {
  type HandedOver,
  handedFields,
  handOver,
  type HandOverOptions,
  nothingHanded,
  planHandOver,
} from '../hand-over.ts';
import { note, printOne } from '../output.ts';
import { savedWords } from '../saved-words.ts';
import { noteSentLater } from '../sent-later.ts';
import { requireAbilities } from '../require-abilities.ts';
import { parseRoles } from '../role-argument.ts';
import type { CliRun } from '../run.ts';
import { renderTable } from '../table.ts';
import { usageError } from '../usage-error.ts';

interface CreateOptions extends HandOverOptions {
  readonly role: readonly string[];
  readonly sso?: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly notify?: boolean;
  readonly accept: readonly string[];
  readonly reason?: string;
  readonly removeNarrower?: boolean;
}

/** How the removal of a narrower rule ended. */
const removedWords = {
  removed: 'removed',
  failed: 'not removed',
  'not-tried': 'kept',
  unknown: 'maybe removed',
  pending: 'goes later',
} as const;

/** Prints a report part by part and answers the exit code. */
export function printReport(run: CliRun, report: CreateReport, handed: HandedOver): number {
  const { account, rules, removed = [] } = report;
  const secret = handed.secret === null ? {} : { secret: handed.secret };
  printOne(
    run,
    [
      ['User', report.email],
      ['Account', account.error === null ? account.outcome : `${account.outcome}: ${account.error.message}`],
      ...handedFields(handed),
    ],
    { ...report, export: handed.export, ...secret },
  );
  const parts = [
    ...rules.map(({ scope, ...part }) => ({ ...part, scopeType: scope.type })),
    ...removed.map((part) => ({ ...part, outcome: removedWords[part.outcome] })),
  ];
  if (run.format === 'table' && parts.length > 0) {
    run.io.out.write(
      `\n${renderTable(
        [{ label: 'Role' }, { label: 'Scope' }, { label: 'Access rule' }, { label: 'Why' }],
        parts.map(({ roleName, scopeType, scopeName, outcome, error }) => [
          roleName,
          `${scopeType} ${scopeName}`,
          outcome,
          error?.message ?? '',
        ]),
        run.io.width,
      )}`,
    );
  }
  if (account.error !== null && account.error.hint !== null) note(run.io, account.error.hint);
  if (report.repairable) {
    note(run.io, `Some rules are missing. Finish with: rolebook users add-rules ${report.email} --role …`);
  }
  if (account.outcome === 'failed') return exitCodeOf(account.error?.kind ?? 'tenant');
  if (account.outcome === 'unknown' || (account.outcome === 'exists' && account.error !== null)) {
    return exitCodes.partly;
  }
  const outcomes = [...rules, ...removed].map(({ outcome }) => outcome);
  if (account.outcome === 'pending' || outcomes.includes('pending')) note(run.io, savedWords);
  const good = outcomes.every((outcome) => ['created', 'exists', 'removed', 'pending'].includes(outcome));
  return good ? exitCodes.ok : exitCodes.partly;
}

/** What a stopped command did and did not do. */
function whatIsDone(
  { email, account, credential, rules, removed = [] }: CreateReport,
  handed: HandedOver,
): string {
  const there = {
    created: `the account ${email} was created`,
    exists: `the account ${email} was there already`,
    'pre-authorised': `${email} needs no account`,
    failed: `no account ${email} was created`,
    unknown: `whether the account ${email} was created is not known`,
    pending: `the account ${email} waits to be sent`,
  }[account.outcome];
  const given = rules.filter((part) => part.outcome === 'created' || part.outcome === 'exists').length;
  const password =
    credential === null
      ? ''
      : handed.export === null && handed.secret === null
        ? '; its password was not handed over'
        : '; its password was handed over';
  const gone = removed.filter(({ outcome }) => outcome === 'removed').length;
  const narrower = removed.length === 0 ? '' : `, ${gone} of ${removed.length} narrower removed`;
  return `${there}${password}; ${given} of ${counted(rules.length, 'access rule')} given${narrower}.`;
}

async function chosenGrants(run: CliRun, texts: readonly string[]) {
  const [roles, scopes] = await Promise.all([run.call('roles.list', {}), run.call('scopes.tree', {})]);
  // Every tenant has roles.
  if (texts.length > 0 && roles.length === 0) {
    throw usageError('This tenant was never synced.', 'Run `rolebook sync` first.');
  }
  return parseRoles(texts, roles, scopes);
}

async function create(run: CliRun, email: string, options: CreateOptions): Promise<number> {
  const sso = options.sso === true;
  if (sso && (options.export !== undefined || options.showSecret === true)) {
    throw usageError('SSO users have no password here; --export and --show-secret are for local users.');
  }
  const plan = await planHandOver(
    run,
    options,
    !sso && options.notify !== true && run.globals.offline !== true,
  );
  await run.openTenant();
  await requireAbilities(run, [
    ...(sso ? [] : (['create-user'] as const)),
    ...(options.role.length > 0 ? (['grant-rules'] as const) : []),
  ]);
  const grants = await chosenGrants(run, options.role);
  return await finishFirst(run, async (tell) => {
    const report = await run.call('users.create', {
      kind: sso ? 'sso' : 'local',
      email,
      firstName: options.firstName ?? null,
      lastName: options.lastName ?? null,
      grants,
      notify: options.notify === true,
      acknowledged: [...options.accept],
      reason: options.reason ?? null,
    });
    const handed = report.credential === null ? nothingHanded : await handOver(run, plan, report.credential);
    const code = printReport(run, report, handed);
    if (report.account.outcome === 'pending') noteSentLater(run, options);
    tell(whatIsDone(report, handed));
    if (handed.failure !== null) throw handed.failure.error;
    return code;
  });
}

/** `rolebook users create` and `rolebook users add-rules`. */
export function registerCreateUser(users: Command, register: Register): void {
  register(
    withHandOverOptions(
      withRoleOptions(
        users
          .command('create')
          .description('create a local user with roles, or pre-authorise an SSO user')
          .argument('<email>'),
      ),
    )
      .option('--sso', 'only give the access rules; the person signs in by SSO')
      .option('--first-name <name>')
      .option('--last-name <name>')
      .option('--notify', 'let the tenant mail a link to set the password'),
    (run, [email]: [string], options: CreateOptions) => create(run, email, options),
  );
  register(
    withRoleOptions(
      users
        .command('add-rules')
        .description('give access rules to a user, or finish a half-made one')
        .argument('<email>'),
    ).option('--remove-narrower', 'take the rules away that a wider one of these covers'),
    async (
      run,
      [email]: [string],
      options: Pick<CreateOptions, 'role' | 'accept' | 'reason' | 'removeNarrower'>,
    ) => {
      if (options.role.length === 0) throw usageError('Say which: --role "NAME@SCOPE".');
      await run.openTenant();
      await requireAbilities(run, ['grant-rules']);
      const grants = await chosenGrants(run, options.role);
      return await finishFirst(run, async (tell) => {
        const report = await run.call('users.addRules', {
          email,
          grants,
          removeNarrower: options.removeNarrower === true,
          acknowledged: [...options.accept],
          reason: options.reason ?? null,
        });
        tell(whatIsDone(report, nothingHanded));
        return printReport(run, report, nothingHanded);
      });
    },
  );
}
