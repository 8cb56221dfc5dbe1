/**
 * The whole product without a face, behind the registrar that a window meets: calls come from the process that started
 * this one and are answered as a window would get them; notices are passed on. The log is at its most talkative.
 */
import { join } from 'node:path';
import { createClipboardPort } from '../../src-main/app/clipboard.ts';
import { noteUnexpected } from '../../src-main/app/unexpected.ts';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { createRolebook } from '../../src-main/compose.ts';
import { registerCalls } from '../../src-main/ipc/registrar.ts';
import { createLog } from '../../src-main/log/create-log.ts';
import { openRotatingFile } from '../../src-main/log/rotating-file.ts';
import { findAppRoot } from '../../src-main/system/app-root.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import type { Envelope } from '../../src-shared/ipc/envelope.ts';
import { ShellClipboard, ShellClipboardItem } from '../../dev/chromium-shell/shell-clipboard.ts';
import type { ToProduct } from './product.ts';

const clock = createSystemClock();
const root = findAppRoot(import.meta.dirname);
const board = new ShellClipboard(null);
let place: { path: string; mayReplace: boolean } | null = null;
/** What another program makes of the clipboard: an error whose text holds whatever was to be copied. */
let brokenBoard = false;

const tell = (message: object): void => void process.send?.(message);

class QuotingBoard extends ShellClipboard {
  override async write(items: readonly ShellClipboardItem[]): Promise<void> {
    if (brokenBoard) {
      const text = await (await items[0]?.getType('text/plain'))?.text();
      throw new Error(`the clipboard of this system cannot take “${text ?? ''}”`);
    }
    await board.write(items);
  }
  override async readText(): Promise<string> {
    const text = await board.readText();
    if (brokenBoard) throw new Error(`the clipboard of this system holds “${text}” and cannot be read`);
    return text;
  }
  override clear(): void {
    board.clear();
  }
}

async function start(profileDir: string): Promise<void> {
  const file = openRotatingFile({
    folder: join(profileDir, 'logs'),
    name: 'rolebook.log',
    maxBytes: 2_000_000,
    files: 3,
  });
  const log = createLog({ level: 'debug', clock, write: (line) => file.write(line) });
  noteUnexpected(process, log);
  const clipboard = createClipboardPort({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the stand-in has what the port uses
    clipboard: new QuotingBoard(null) as never,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    ClipboardItem: ShellClipboardItem as never,
    platform: 'linux',
    clock,
    log,
  });
  const rolebook = await createRolebook({
    profileDir,
    root,
    appInfo: {
      version: root.version,
      shell: 'chromium-shell',
      platform: process.platform,
      canBlockCapture: false,
    },
    clock,
    random: createSystemRandom(),
    log,
    transport: createNodeTransport({ clock, proxyEnv: {} }),
    clipboard: {
      writeSecret: (text) => clipboard.write(text, { concealed: true, clearAfterMs: null }),
      clearIfOurs: async () => void (await clipboard.clearIfOurs()),
    },
    askWhere: async () => place,
    askWhich: async () => place,
    askWhichFiles: async () => (place === null ? null : [place]),
    openLink: async () => {},
    pullByItself: true,
    emit: (channel, payload) => tell({ kind: 'notice', channel, payload }),
    onLocked: () => tell({ kind: 'notice', channel: 'the pages are torn down', payload: null }),
  });
  await rolebook.lock.start();

  type Listener = (event: never, ...args: unknown[]) => Promise<Envelope<unknown>>;
  const listeners = new Map<string, Listener>();
  registerCalls({
    ipcMain: {
      handle: (channel, listener) => void listeners.set(channel, listener),
      removeHandler: (channel) => void listeners.delete(channel),
    },
    handlers: rolebook.handlers,
    senders: { origins: ['app://rolebook'], owns: () => true },
    log,
    clock,
    checkOutput: true,
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of an event that the registrar looks at
  const event = {
    sender: { id: 1 },
    senderFrame: { url: 'app://rolebook/', origin: 'app://rolebook', parent: null, detached: false },
  } as never;

  process.on('message', (message: ToProduct) => {
    const answer = async (): Promise<unknown> => {
      switch (message.kind) {
        case 'call':
          return await listeners.get(message.channel)?.(event, message.input);
        case 'place':
          place = message.place;
          return null;
        case 'clipboard':
          return await board.readText();
        case 'break-clipboard':
          brokenBoard = message.broken;
          return null;
        case 'throw':
          setTimeout(() => {
            throw new Error(message.text);
          });
          void Promise.reject(new TypeError(message.text));
          return null;
        case 'close':
          await rolebook.close();
          file.close();
          return null;
        default:
          return null;
      }
    };
    void answer().then((value) => {
      process.send?.({ kind: 'answer', id: message.id, value }, undefined, {}, () => {
        if (message.kind === 'close') process.exit(0);
      });
    });
  });
}

process.once('message', (message: { profileDir: string }) => {
  void start(message.profileDir).then(() => tell({ kind: 'ready' }));
});
