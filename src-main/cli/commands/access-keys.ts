import type { Command } from 'commander';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { IssuedKey } from '../../../src-shared/ipc/access-keys-contract.ts';
import { type Register, withAcceptOption, withHandOverOptions } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { finishFirst } from '../finish-first.ts';
import { handOver, type HandOverOptions, planHandOver } from '../hand-over.ts';
import { note, noteFindings, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

type RenewOptions = HandOverOptions & { readonly accept: readonly string[] };

async function list(run: CliRun): Promise<number> {
  await run.openTenant();
  const view = await run.call('accessKeys.own', {});
  printList(
    run,
    [
      { id: 'name', label: 'Key' },
      { id: 'clientId', label: 'Client ID' },
      { id: 'createdAt', label: 'Made' },
      { id: 'lastLogin', label: 'Last used' },
      { id: 'id', label: 'Id' },
    ],
    view.keys.map(({ name, clientId, createdAt, lastLogin, id }) => [
      name,
      clientId,
      createdAt,
      lastLogin,
      id,
    ]),
  );
  noteFindings(run.io, view.findings);
  for (const why of [view.whyNot, view.whyNoMore]) if (why !== null) note(run.io, why);
  return exitCodes.ok;
}

/** What to type for another secret. */
const again = (id: string): string => `rolebook access-keys renew ${id} --accept V35 --export …`;

/** Hands over what came, and says what did not. */
async function finish(
  run: CliRun,
  { key, credential, message }: IssuedKey,
  plan: Awaited<ReturnType<typeof planHandOver>>,
  tell: (what: string) => void,
): Promise<number> {
  if (credential === null) {
    throw new RolebookError({
      kind: 'tenant',
      origin: 'main',
      reason: key === null ? 'outcome-unknown' : 'password-not-received',
      message: message ?? 'The secret was not received.',
      hint: key === null ? 'Look at rolebook access-keys list.' : `Issue a new one: ${again(key.id)}`,
    });
  }
  const handed = await handOver(run, plan, credential);
  const without = handed.export === null && handed.secret === null ? 'not ' : '';
  tell(`the key ${key?.name ?? ''} has its secret, and it was ${without}handed over.`);
  const secret = handed.secret === null ? {} : { secret: handed.secret };
  const path = handed.export?.path ?? null;
  printOne(
    run,
    [
      ['Key', key?.name ?? ''],
      ['Client ID', credential.account],
      ...(handed.secret === null ? [] : [['Secret', handed.secret] as const]),
      ...(path === null ? [] : [['Credential file', path] as const]),
    ],
    { key, credential, export: handed.export, ...secret },
  );
  if (handed.failure !== null) throw handed.failure.error;
  return exitCodes.ok;
}

async function create(run: CliRun, name: string, options: HandOverOptions): Promise<number> {
  const plan = await planHandOver(run, options, true);
  await run.openTenant();
  return await finishFirst(run, async (tell) =>
    finish(run, await run.call('accessKeys.issue', { name }), plan, tell),
  );
}

/** The one key that is meant. */
async function named(run: CliRun, text: string): Promise<string> {
  const { keys, whyNot } = await run.call('accessKeys.own', {});
  const found = keys.find(({ id, name, clientId }) => [id, name, clientId].includes(text));
  if (found !== undefined) return found.id;
  throw usageError(whyNot ?? `You have no access key “${text}”.`, 'See rolebook access-keys list.');
}

async function renew(run: CliRun, text: string, options: RenewOptions): Promise<number> {
  const plan = await planHandOver(run, options, true);
  await run.openTenant();
  const id = await named(run, text);
  return await finishFirst(run, async (tell) =>
    finish(run, await run.call('accessKeys.renew', { id, acknowledged: [...options.accept] }), plan, tell),
  );
}

/** `rolebook access-keys …`: those of whoever is signed in; those of others are listed by `users keys`. */
export function registerAccessKeys(program: Command, register: Register): void {
  const keys = program
    .command('access-keys')
    .description('your own keys for programs; each acts with all your roles');
  register(keys.command('list').description('list them, as the tenant has them now'), (run) => list(run));
  register(
    withHandOverOptions(
      keys
        .command('create')
        .description('make one; its secret is given out once')
        .argument('<name>', 'what it is for'),
    ),
    (run, [name]: [string], options: HandOverOptions) => create(run, name, options),
  );
  register(
    withAcceptOption(
      withHandOverOptions(
        keys
          .command('renew')
          .description('issue a new secret; the present one stops working at once (--accept V35)')
          .argument('<key>', 'name, client id or id'),
      ),
    ),
    (run, [text]: [string], options: RenewOptions) => renew(run, text, options),
  );
}
