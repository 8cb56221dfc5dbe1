import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { PROFILE_NAMES, type ProfileName } from './core/profile.ts';
import { DEFAULT_SWITCHES, parseSwitch, type Switches } from './core/switches.ts';
import { createDemoTenant } from './demo-tenant.ts';
import { readFaultRules } from './http/fault-file.ts';

interface Options {
  profile: ProfileName;
  users: number;
  seed: number;
  port: number;
  tokenLifetime: number;
  switch: Partial<Switches>;
  faults?: string;
  validateReplies?: boolean;
  key?: string;
  certificate?: string;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number is needed');
  return value;
}

function profile(text: string): ProfileName {
  const found = PROFILE_NAMES.find((name) => name === text);
  if (found === undefined) throw new InvalidArgumentError(`there are: ${PROFILE_NAMES.join(', ')}`);
  return found;
}

function switchOption(text: string, known: Partial<Switches>): Partial<Switches> {
  try {
    return { ...known, ...parseSwitch(text) };
  } catch (cause) {
    throw new InvalidArgumentError((cause as Error).message);
  }
}

const SWITCH_HELP = Object.entries(DEFAULT_SWITCHES)
  .map(([name, value]) => `  ${name}=${String(value)}`)
  .join('\n');

const FAULT_HELP = `Fault rules (--faults) are a JSON array of {match, action}, for example
  [{"match": {"operationId": "createUser", "nth": 1}, "action": {"kind": "reply-lost"}},
   {"match": {"method": "GET", "path": "/api/v1/*", "probability": 0.1}, "action": {"kind": "too-many", "retryAfter": 2}}]
match:  method, path (* is any text), operationId, nth, times, probability
action: status {status}, html {status}, too-many {retryAfter, form: seconds|date}, delay {ms}, cut {afterBytes}, drop,
        reply-lost, hang, huge {bytes}, redirect {status, location}, wrong-json {form: syntax|shape|html|empty},
        drip {bytes, everyMs}`;

/** Reads the command line; commander prints help and ends the process on wrong options. */
function readOptions(args: readonly string[]): Options {
  const command = new Command('tenant')
    .description(
      'A demo tenant on 127.0.0.1. The first line it prints is JSON with the base URL and who can sign in.',
    )
    .option('--profile <version>', `product version: ${PROFILE_NAMES.join(' or ')}`, profile, '3.0')
    .option('--users <n>', 'number of users, 20 to 10000000', wholeNumber, 400)
    .option('--seed <n>', 'the same seed gives the same data and secrets', wholeNumber, 1)
    .option('--port <n>', '0 takes a free port', wholeNumber, 0)
    .option('--token-lifetime <seconds>', 'life of access tokens', wholeNumber, 3600)
    .option('--switch <name=value>', 'sets an unpublished behaviour (may be repeated)', switchOption, {})
    .option('--faults <file>', 'fault rules as JSON')
    .option('--certificate <file>', 'speak https with this certificate (PEM)')
    .option('--key <file>', 'its private key (PEM)')
    .option('--validate-replies', 'check replies against the OpenAPI document (default: up to 10000 users)')
    .option('--no-validate-replies', 'do not')
    .addHelpText('after', `\nSwitches with their defaults:\n${SWITCH_HELP}\n\n${FAULT_HELP}`);
  command.parse(args, { from: 'user' });
  return command.opts<Options>();
}

/** Undefined where http is to be spoken; throws when one of the two files is missing. */
function certificateOf({ key, certificate }: Options): { key: string; cert: string } | undefined {
  if (key === undefined && certificate === undefined) return undefined;
  if (key === undefined || certificate === undefined) throw new Error('--certificate and --key go together');
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(certificate, 'utf8') };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const rules = options.faults === undefined ? [] : readFaultRules(readFileSync(options.faults, 'utf8'));
  const tenant = createDemoTenant({
    profile: options.profile,
    users: options.users,
    seed: options.seed,
    clock: () => Math.floor(performance.timeOrigin + performance.now()),
    switches: options.switch,
    tokenLifetimeSeconds: options.tokenLifetime,
    faults: rules,
    certificate: certificateOf(options),
    openApiDocument: readFileSync(new URL('../../resources/tenant-openapi.yaml', import.meta.url), 'utf8'),
    ...(options.validateReplies === undefined ? {} : { validateReplies: options.validateReplies }),
  });
  const { baseUrl } = await tenant.start(options.port);
  const { administrator, serviceAccount, ...others } = tenant.credentials;
  const { profile: version, seed, users } = options;
  process.stdout.write(
    `${JSON.stringify({ baseUrl, tenantId: tenant.tenantId, administrator, serviceAccount, profile: version, seed, users, others })}\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void tenant.stop());
}

await main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
});
