import type { Command } from 'commander';
import { subjectWords } from '../../../src-shared/changes/edit-words.ts';
import { placeWords } from '../../../src-shared/changes/place-words.ts';
import type { RulesPreview, WantedSubject } from '../../../src-shared/ipc/rules-contract.ts';
import { isMade } from '../../../src-shared/rules/planned-rules.ts';
import { collect, type Register, withRoleOptions } from '../command-options.ts';
import { printEdit } from '../edit-result.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { note, noteFindings, printList } from '../output.ts';
import { requireAbilities } from '../require-abilities.ts';
import { parseRoles } from '../role-argument.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

interface AddOptions {
  readonly user: readonly string[];
  readonly group: readonly string[];
  readonly serviceAccount: readonly string[];
  readonly role: readonly string[];
  readonly accept: readonly string[];
  readonly reason?: string;
  readonly removeNarrower?: boolean;
  readonly dryRun?: boolean;
}

/** Who is meant, in the order users, groups, service accounts. Throws where nobody is. */
function subjectsOf({ user, group, serviceAccount }: AddOptions): WantedSubject[] {
  const named = (type: WantedSubject['type'], ids: readonly string[]): WantedSubject[] =>
    ids.map((id) => ({ type, id }));
  const subjects = [
    ...named('user', user),
    ...named('group', group),
    ...named('service-account', serviceAccount),
  ];
  if (subjects.length > 0) return subjects;
  throw usageError(
    'Say who gets them: --user E-MAIL, --group NAME or --service-account NAME, each repeatable.',
  );
}

/**
 * Every rule with its standing, and the findings as remarks. Rules that are held and that a wider one covers from then on
 * come last, as `needless`, or `removed` where they go along.
 */
export function printPlanned(run: CliRun, preview: RulesPreview, removeNarrower = false): void {
  const removed = removeNarrower ? 'removed' : 'needless';
  const names = new Map(
    preview.subjects.flatMap(({ subject, name, state }) =>
      subject === null ? [] : [[`${subject.type} ${subject.id}`, { name, state }] as const],
    ),
  );
  printList(
    run,
    [
      { id: 'subject', label: 'Subject' },
      { id: 'state', label: 'Seen' },
      { id: 'role', label: 'Role' },
      { id: 'scope', label: 'Scope' },
      { id: 'path', label: 'Path' },
      { id: 'standing', label: 'Access rule' },
      { id: 'why', label: 'Why' },
    ],
    [
      ...preview.rules.map((rule) => ({ ...rule, scopeType: rule.scope.type })),
      ...preview.narrower.map((rule) => ({ ...rule, standing: removed, why: rule.coveredBy })),
    ].map((rule) => {
      const known = names.get(`${rule.subject.type} ${rule.subject.id}`);
      return [
        subjectWords({ ...rule.subject, id: known?.name ?? rule.subject.id }),
        known?.state ?? null,
        rule.roleName,
        placeWords(rule.scopeType, rule.scopeName),
        rule.path.join('/'),
        rule.standing,
        rule.why,
      ];
    }),
  );
  noteFindings(run.io, preview.findings);
}

async function add(run: CliRun, options: AddOptions): Promise<number> {
  const subjects = subjectsOf(options);
  if (options.role.length === 0) throw usageError('Say which: --role "NAME@SCOPE".');
  await run.openTenant();
  await requireAbilities(run, ['grant-rules']);
  const [roles, scopes] = await Promise.all([run.call('roles.list', {}), run.call('scopes.tree', {})]);
  if (roles.length === 0) throw usageError('This tenant was never synced.', 'Run `rolebook sync` first.');
  const grants = parseRoles(options.role, roles, scopes);
  const removeNarrower = options.removeNarrower === true;
  const wanted = {
    subjects,
    grants,
    removeNarrower,
    acknowledged: [...options.accept],
    reason: options.reason ?? null,
  };
  if (options.dryRun === true) {
    const preview = await run.call('rules.addPreview', { subjects, grants, removeNarrower });
    printPlanned(run, preview, removeNarrower);
    await run.call('rules.add', { ...wanted, send: 'now', dryRun: true });
    const made = counted(preview.rules.filter(isMade).length, 'access rule');
    const gone = removeNarrower && preview.narrower.length > 0 ? `, ${preview.narrower.length} removed` : '';
    note(run.io, `${made} would be made${gone}. Nothing was saved.`);
    return exitCodes.ok;
  }
  return await finishFirst(run, async (tell) => {
    // What was typed is meant: however many there are.
    const report = await run.call('rules.add', { ...wanted, send: 'now' });
    const left = report.changes.filter(({ state }) => state !== 'done').length;
    tell(
      left === 0
        ? 'all access rules are given.'
        : `${counted(left, 'access rule')} ${left === 1 ? 'is' : 'are'} still to be given.`,
    );
    return await printEdit(run, report);
  });
}

/** `rolebook rules add`. */
export function registerAddRules(rules: Command, register: Register): void {
  register(
    withRoleOptions(
      rules
        .command('add')
        .description('give roles to several users, groups and service accounts at once')
        .option('--user <email>', 'an e-mail, seen here or not (SSO); repeatable', collect, [])
        .option('--group <name>', 'a group as the identity provider names it; repeatable', collect, [])
        .option('--service-account <name>', 'by name, client id or id; repeatable', collect, [])
        .option('--remove-narrower', 'also remove held rules that a wider one of these covers')
        .option('--dry-run', 'only show every rule that would be made'),
    ),
    (run, _args, options: AddOptions) => add(run, options),
  );
}
