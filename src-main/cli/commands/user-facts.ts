import type { Command } from 'commander';
import type { AssignedUnit } from '../../../src-shared/ipc/user-facts-contract.ts';
import type { Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { note, noteFindings, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { visibleJson } from '../terminal-text.ts';
import { findUserId } from './find-user.ts';

/** The e-mail of a user of the local copy, by e-mail or id. */
async function emailOf(run: CliRun, text: string): Promise<string> {
  const record = await run.call('records.get', { view: 'users', id: await findUserId(run, text) });
  return record?.title ?? text;
}

const rowsOf = (kind: string, units: readonly AssignedUnit[] | null): string[][] =>
  (units ?? []).map(({ name, path, via }) => [kind, [...path, name].join('/'), via]);

async function assigned(run: CliRun, text: string): Promise<number> {
  await run.openTenant();
  const view = await run.call('users.assignments', { type: 'user', id: await emailOf(run, text) });
  if (run.format === 'json') run.io.out.write(`${visibleJson(view)}\n`);
  else if (view.applies) {
    printList(
      run,
      [
        { id: 'kind', label: 'Kind' },
        { id: 'where', label: 'Where' },
        { id: 'via', label: 'Through' },
      ],
      [...rowsOf('project', view.projects), ...rowsOf('department', view.departments)],
    );
  }
  noteFindings(run.io, view.findings);
  note(
    run.io,
    view.applies
      ? view.whyNotHere
      : 'On this version everything is given by access rules: rolebook users show',
  );
  return exitCodes.ok;
}

async function password(run: CliRun, text: string): Promise<number> {
  await run.openTenant();
  const view = await run.call('users.password', { id: await findUserId(run, text) });
  printOne(
    run,
    [
      ['Password', view.words],
      ['Temporary since', view.since],
    ],
    view,
  );
  noteFindings(run.io, view.findings);
  return exitCodes.ok;
}

async function keys(run: CliRun, text: string): Promise<number> {
  await run.openTenant();
  const view = await run.call('users.accessKeys', { email: await emailOf(run, text) });
  printList(
    run,
    [
      { id: 'name', label: 'Key' },
      { id: 'clientId', label: 'Client ID' },
      { id: 'createdAt', label: 'Made' },
      { id: 'lastLogin', label: 'Last used' },
    ],
    view.keys.map(({ name, clientId, createdAt, lastLogin }) => [name, clientId, createdAt, lastLogin]),
  );
  noteFindings(run.io, view.findings);
  if (view.whyNot !== null) note(run.io, view.whyNot);
  return exitCodes.ok;
}

/** `rolebook users assigned|password|keys`. */
export function registerUserFacts(users: Command, register: Register): void {
  const one = (name: string, words: string): Command =>
    users.command(name).description(words).argument('<user>', 'e-mail or id');
  register(
    one('assigned', 'projects and departments of a user where these stand beside the roles (2.13)'),
    (run, [text]: [string]) => assigned(run, text),
  );
  register(one('password', 'whether the temporary password of a user was changed'), (run, [text]: [string]) =>
    password(run, text),
  );
  register(one('keys', 'access keys of a user, as the tenant lists them now'), (run, [text]: [string]) =>
    keys(run, text),
  );
}
