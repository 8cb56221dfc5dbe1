import type { IpcMain } from 'electron';
import type { z } from 'zod';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { firstIssueWords } from '../../src-shared/errors/issue-words.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import { callChannels } from '../../src-shared/ipc/channels.ts';
import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import { calls } from '../../src-shared/ipc/contract.ts';
import type { Handlers } from '../../src-shared/ipc/contract.ts';
import type { Envelope } from '../../src-shared/ipc/envelope.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';
import { refuseSender } from './sender-check.ts';
import type { SenderEvent, SenderRules } from './sender-check.ts';

/** What registering needs. */
export interface RegistrarDeps {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly handlers: Handlers;
  readonly senders: SenderRules;
  readonly log: Log;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Parse what handlers answer as well: on in tests, off in the built app, where the types have to do. */
  readonly checkOutput: boolean;
}

/** What is wrong with an argument, without repeating what it holds. */
export function inputProblem(error: z.ZodError): RolebookError {
  return new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: 'input-not-understood',
    message: firstIssueWords(error),
  });
}

/** The handler as the registrar sees it: each channel's own types were checked where the table was made. */
type AnyHandler = (input: unknown) => unknown;

/** Answers one call. Never rejects: everything that goes wrong becomes an error body. */
export function createAnswer(
  channel: CallChannel,
  deps: Omit<RegistrarDeps, 'ipcMain'>,
): (event: SenderEvent, args: readonly unknown[]) => Promise<Envelope<unknown>> {
  const contract = calls[channel];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what it gets was parsed by its own schema
  const handler = deps.handlers[channel] as AnyHandler;

  const answer = async (event: SenderEvent, args: readonly unknown[]): Promise<unknown> => {
    const refusal = refuseSender(event, deps.senders);
    if (refusal !== null) {
      throw new RolebookError({
        kind: 'not-permitted',
        origin: 'main',
        reason: `sender-${refusal}`,
        message: 'This call did not come from the app’s own window.',
      });
    }
    const parsed = contract.input.safeParse(args.length === 0 ? {} : args[0]);
    if (!parsed.success) throw inputProblem(parsed.error);
    if (args.length > 1) {
      throw new RolebookError({
        kind: 'input',
        origin: 'main',
        reason: 'too-many-arguments',
        message: 'A call takes one argument.',
      });
    }
    const output = await handler(parsed.data);
    return deps.checkOutput ? contract.output.parse(output) : output;
  };

  return async (event, args) => {
    const started = deps.clock.monotonic();
    try {
      const data = await answer(event, args);
      deps.log.debug('ipc.done', { channel, ms: Math.round(deps.clock.monotonic() - started) });
      return { ok: true, data };
    } catch (thrown) {
      const error = toErrorBody(thrown);
      const ms = Math.round(deps.clock.monotonic() - started);
      const fields = { channel, ms, kind: error.kind, reason: error.reason };
      if (error.kind === 'internal') {
        deps.log.error('ipc.bug', {
          ...fields,
          thrown: thrown instanceof Error ? thrown.name : typeof thrown,
        });
      } else if (error.reason.startsWith('sender-')) {
        deps.log.warn('ipc.refused', fields);
      } else {
        deps.log.info('ipc.failed', fields);
      }
      return { ok: false, error };
    }
  };
}

/**
 * Connects every channel of the contract to its handler: sender check, parsing, error body, timing. The only place
 * that calls `ipcMain.handle` (reliability §1.1 item 17).
 *
 * @returns its undo
 */
export function registerCalls(deps: RegistrarDeps): () => void {
  for (const channel of callChannels) {
    const answer = createAnswer(channel, deps);
    deps.ipcMain.handle(channel, (event, ...args: unknown[]) => answer(event, args));
  }
  return () => {
    for (const channel of callChannels) deps.ipcMain.removeHandler(channel);
  };
}
