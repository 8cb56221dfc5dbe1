import type { Command } from 'commander';
import type { Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { note, noteFindings, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { visibleJson } from '../terminal-text.ts';
import { usageError } from '../usage-error.ts';

async function show(run: CliRun): Promise<number> {
  await run.openTenant();
  const view = await run.call('signOn.read', {});
  if (run.format === 'json') run.io.out.write(`${visibleJson(view)}\n`);
  else {
    printList(
      run,
      [
        { id: 'alias', label: 'Provider' },
        { id: 'type', label: 'Type' },
        { id: 'source', label: 'Source' },
        { id: 'certificateEnds', label: 'Certificate ends' },
        { id: 'attributes', label: 'Attributes' },
      ],
      view.providers.map(({ alias, type, source, certificateEnds, mappers }) => [
        alias,
        type,
        source,
        certificateEnds,
        mappers.map(({ what, attribute }) => `${what}=${attribute}`),
      ]),
    );
  }
  const { sessions, switchedOn, removal, liveWhyNot, providersWhyNot } = view;
  if (switchedOn !== null) note(run.io, `Single sign-on is switched ${switchedOn ? 'on' : 'off'}.`);
  if (sessions?.idleMinutes !== null && sessions?.idleMinutes !== undefined)
    note(run.io, `Browsers are signed out after ${sessions.idleMinutes} minutes without use.`);
  if (sessions?.redirectsTo !== null && sessions?.redirectsTo !== undefined)
    note(run.io, `Everybody is sent to ${sessions.redirectsTo} at once.`);
  for (const { findings } of view.providers) noteFindings(run.io, findings);
  if (removal.length > 0) note(run.io, 'Before an identity provider is removed:');
  noteFindings(run.io, removal);
  for (const why of [providersWhyNot, liveWhyNot]) if (why !== null) note(run.io, why);
  note(run.io, view.whyNotHere);
  return exitCodes.ok;
}

interface SwitchOptions {
  readonly administrator: string;
  readonly type?: string;
  readonly yes?: boolean;
}

/** V46: goes through what switching it on comes to; with the phrase and `--yes` it is accepted, into the journal. */
async function switchOn(run: CliRun, { administrator, type, yes }: SwitchOptions): Promise<number> {
  await run.openTenant();
  const { endsLocalSignIn } = await run.call('signOn.read', {});
  if (!endsLocalSignIn)
    throw usageError(
      'On this tenant switching single sign-on on does not end local sign-in, or it is on already.',
    );
  const wanted = { administrator, typed: type ?? null };
  const rehearsal = await run.call('signOn.rehearse', wanted);
  if (yes === true) {
    await run.call('signOn.accept', { ...wanted, acknowledged: ['V46'] });
    note(run.io, 'Accepted, and noted in the journal. Switch it on in the tenant’s own console.');
  }
  printOne(
    run,
    [
      ['Local users that stop working', rehearsal.localUsers],
      ['Gets in', administrator],
      ['Type', rehearsal.phrase],
    ],
    rehearsal,
  );
  noteFindings(run.io, rehearsal.findings);
  return exitCodes.ok;
}

async function inspect(run: CliRun, path: string | undefined, alias: string | undefined): Promise<number> {
  if (alias !== undefined) await run.openTenant();
  const text = path === undefined ? await run.io.readInput() : await run.io.readFile(path);
  if (text.trim() === '') throw usageError('There is nothing to inspect.');
  const view = await run.call('signOn.inspect', { text, alias: alias ?? null });
  printList(
    run,
    [
      { id: 'name', label: 'Claim' },
      { id: 'kind', label: 'Is' },
    ],
    view.claims.map(({ name, kind }) => [name, kind]),
  );
  noteFindings(run.io, view.findings);
  return view.findings.some(({ severity }) => severity === 'block') ? exitCodes.partly : exitCodes.ok;
}

/** `rolebook sign-on …`. */
export function registerSignOn(program: Command, register: Register): void {
  const signOn = program.command('sign-on').description('single sign-on of the tenant, to read and to check');
  register(
    signOn.command('show').description('identity providers, sessions, and what is wrong with them'),
    (run) => show(run),
  );
  register(
    signOn
      .command('switch-on')
      .description('what switching it on would come to where that ends local sign-in (2.13)')
      .requiredOption('--administrator <email>', 'the one administrator who gets in afterwards')
      .option('--type <phrase>', 'the phrase that is asked for')
      .option('--yes', 'accept it: noted in the journal; the switch itself is in the tenant’s own console'),
    (run, _args, options: SwitchOptions) => switchOn(run, options),
  );
  register(
    signOn
      .command('inspect')
      .description('check a token, or the JSON of its claims; only names and types are shown')
      .argument('[file]', 'default: standard input')
      .option('--provider <alias>', 'whose attribute names count'),
    (run, [path]: [string | undefined], options: { readonly provider?: string }) =>
      inspect(run, path, options.provider),
  );
}
