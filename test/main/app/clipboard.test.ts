// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClipboardItem } from 'electron';
import { clipboardHash, createClipboardPort } from '../../../src-main/app/clipboard.ts';
import type { ClipboardPort } from '../../../src-main/app/clipboard.ts';
import { silentLog } from '../../../src-main/log/log.ts';

/** The clipboard of the system, as another program would see it. */
class FakeClipboard {
  text = '';
  formats: Record<string, string> = {};
  async write(items: ClipboardItem[]): Promise<void> {
    this.formats = (items[0] as unknown as { items: Record<string, string> }).items;
    this.text = this.formats['text/plain'] ?? '';
  }
  // A promise since Electron 44: comparing it directly would never be equal.
  readText = async (): Promise<string> => this.text;
  clear = (): void => void (this.text = '');
}
class FakeItem {
  readonly items: Record<string, string>;
  constructor(items: Record<string, string>) {
    this.items = items;
  }
}

let clipboard: FakeClipboard;
let selection: FakeClipboard;
let timers: { at: number; run: () => void }[];
let port: ClipboardPort;

const make = (platform: NodeJS.Platform): ClipboardPort =>
  createClipboardPort({
    clipboard: Object.assign(clipboard, { selection }),
    ClipboardItem: FakeItem as unknown as new (items: Record<string, string>) => ClipboardItem,
    platform,
    clock: {
      after: (at, run) => {
        const timer = { at, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    },
    log: silentLog,
  });

/** Lets promises that are under way come to their end. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const fire = async (): Promise<void> => {
  for (const timer of timers.splice(0)) timer.run();
  await settle();
};

beforeEach(() => {
  clipboard = new FakeClipboard();
  selection = new FakeClipboard();
  timers = [];
  port = make('linux');
});

const secret = { concealed: true, clearAfterMs: 30_000 };

describe('a copied secret', () => {
  it('is cleared after its time', async () => {
    await port.write('s3cret', secret);
    expect(clipboard.text).toBe('s3cret');
    expect(timers.map((timer) => timer.at)).toEqual([30_000]);
    await fire();
    expect(clipboard.text).toBe('');
  });

  it('is left alone when something else was copied since', async () => {
    await port.write('s3cret', secret);
    clipboard.text = 'of another program';
    await fire();
    expect(clipboard.text).toBe('of another program');
    expect(await port.clearIfOurs()).toBe(false);
  });

  it('is cleared at lock and quit, once', async () => {
    await port.write('s3cret', secret);
    expect(await port.clearIfOurs()).toBe(true);
    expect(clipboard.text).toBe('');
    expect(timers).toEqual([]);
    expect(await port.clearIfOurs()).toBe(false);
  });

  it('copied again starts its time anew', async () => {
    await port.write('one', secret);
    await port.write('two', secret);
    expect(timers).toHaveLength(1);
    await fire();
    expect(clipboard.text).toBe('');
  });

  it('is also cleared from the X11 selection, when it is the same there', async () => {
    await port.write('s3cret', secret);
    selection.text = 's3cret';
    await port.clearIfOurs();
    expect(selection.text).toBe('');
  });

  it('is known by its hash', async () => {
    await port.write('s3cret', secret);
    expect(await port.readMatches(clipboardHash('s3cret'))).toBe(true);
    expect(await port.readMatches(clipboardHash('other'))).toBe(false);
  });

  it.each([
    ['linux', /x-kde-passwordManagerHint/],
    ['darwin', /org\.nspasteboard\.ConcealedType/],
    ['win32', /ExcludeClipboardContentFromMonitorProcessing/],
  ] as const)('is marked on %s', async (platform, mark) => {
    await make(platform).write('s3cret', secret);
    expect(Object.keys(clipboard.formats).join('\n')).toMatch(mark);
  });
});

describe('a copied account name', () => {
  it('has no mark, no time, and stays at quit', async () => {
    await port.write('a@example.com', { concealed: false, clearAfterMs: null });
    expect(Object.keys(clipboard.formats)).toEqual(['text/plain']);
    expect(timers).toEqual([]);
    expect(await port.clearIfOurs()).toBe(false);
    expect(clipboard.text).toBe('a@example.com');
  });

  it('copied over a secret forgets the secret', async () => {
    await port.write('s3cret', secret);
    await port.write('a@example.com', { concealed: false, clearAfterMs: null });
    await fire();
    expect(clipboard.text).toBe('a@example.com');
  });
});
