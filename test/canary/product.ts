import { Buffer } from 'node:buffer';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import type { CallInput, CallOutput } from '../../src-shared/ipc/contract.ts';
import type { Envelope } from '../../src-shared/ipc/envelope.ts';
import type { Sandbox } from './sandbox.ts';

/** What the product process is told. */
export type ToProduct = { readonly id: number } & (
  | { readonly kind: 'call'; readonly channel: string; readonly input: unknown }
  | { readonly kind: 'place'; readonly place: { path: string; mayReplace: boolean } | null }
  | { readonly kind: 'clipboard' }
  | { readonly kind: 'break-clipboard'; readonly broken: boolean }
  /** Errors that nobody catches. */
  | { readonly kind: 'throw'; readonly text: string }
  | { readonly kind: 'close' }
);
type Said = ToProduct extends infer T ? (T extends { id: number } ? Omit<T, 'id'> : never) : never;

/** The two calls whose answer is a secret, by design (V30). Everything else that is answered is searched. */
const answersSecret: readonly CallChannel[] = ['credentials.reveal', 'credentials.suggestPassphrase'];

/** The product in a process of its own, called as a window calls it. */
export interface Product {
  readonly profile: string;
  readonly pid: number;
  call<C extends CallChannel>(channel: C, input: CallInput<C>): Promise<CallOutput<C>>;
  /** The error that a call is refused with; throws when it is not. */
  refusal<C extends CallChannel>(channel: C, input: CallInput<C>): Promise<ErrorBody>;
  /** Where the next files go; null = the dialog is cancelled. */
  place(path: string | null, mayReplace?: boolean): Promise<void>;
  clipboard(): Promise<string>;
  breakClipboard(broken: boolean): Promise<void>;
  /** A bug: an exception and a rejection that nobody catches, with this text. */
  throwUncaught(text: string): Promise<void>;
  /** Notices that came so far. */
  notices(): readonly string[];
  close(): Promise<void>;
  /** SIGKILL, at once. */
  kill(): Promise<void>;
}

/** A refused call. */
export class Refused extends Error {
  readonly body: ErrorBody;
  constructor(channel: string, body: ErrorBody) {
    super(`${channel} was refused: ${body.reason} (${body.message})`);
    this.body = body;
  }
}

const program = fileURLToPath(new URL('product-process.ts', import.meta.url));

/** Starts it. `around` = a command that starts it in turn, e.g. within a small disk. */
export async function startProduct(
  sandbox: Sandbox,
  profile: string,
  around: readonly string[] = [],
): Promise<Product> {
  const [command, ...args] = [...around, process.execPath, program] as const;
  const child: ChildProcess = spawn(command, args, {
    env: sandbox.env,
    cwd: sandbox.folders.work,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  sandbox.listenTo(child, 'the product');
  const waiting = new Map<number, (value: unknown) => void>();
  const notices: string[] = [];
  const ready = Promise.withResolvers<void>();
  const ended = once(child, 'close');
  let next = 1;
  child.on(
    'message',
    (message: { kind: string; id?: number; value?: unknown; channel?: string; payload?: unknown }) => {
      if (message.kind === 'ready') ready.resolve();
      if (message.kind === 'notice') {
        notices.push(message.channel ?? '');
        sandbox.ipc.push(Buffer.from(`notice ${message.channel ?? ''} ${JSON.stringify(message.payload)}`));
      }
      if (message.kind === 'answer') waiting.get(message.id ?? 0)?.(message.value);
    },
  );
  const lost = new Error('the product has ended');
  child.once('close', () => {
    ready.reject(lost);
    for (const settle of waiting.values()) settle(lost);
  });
  child.send({ profileDir: profile });
  await ready.promise;

  const ask = async (said: Said): Promise<unknown> => {
    const id = (next += 1);
    const value = await new Promise<unknown>((resolve, reject) => {
      waiting.set(id, resolve);
      child.send({ id, ...said }, (error) => {
        if (error !== null) reject(error);
      });
    });
    waiting.delete(id);
    if (value instanceof Error) throw value;
    return value;
  };
  const envelope = async <C extends CallChannel>(channel: C, input: CallInput<C>): Promise<unknown> => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the registrar answers
    const answer = (await ask({ kind: 'call', channel, input })) as Envelope<unknown>;
    if (!answer.ok || !answersSecret.includes(channel))
      sandbox.ipc.push(Buffer.from(`${channel} ${JSON.stringify(answer)}`));
    if (answer.ok) return answer.data;
    throw new Refused(channel, answer.error);
  };

  return {
    profile,
    pid: child.pid ?? 0,
    call: async <C extends CallChannel>(channel: C, input: CallInput<C>) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the registrar has parsed it by its schema
      (await envelope(channel, input)) as CallOutput<C>,
    refusal: async (channel, input) => {
      try {
        await envelope(channel, input);
      } catch (error) {
        if (error instanceof Refused) return error.body;
        throw error;
      }
      throw new Error(`${channel} was not refused`);
    },
    place: async (path, mayReplace = false) =>
      void (await ask({ kind: 'place', place: path === null ? null : { path, mayReplace } })),
    clipboard: async () => String(await ask({ kind: 'clipboard' })),
    breakClipboard: async (broken) => void (await ask({ kind: 'break-clipboard', broken })),
    throwUncaught: async (text) => void (await ask({ kind: 'throw', text })),
    notices: () => notices,
    close: async () => {
      await ask({ kind: 'close' });
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
