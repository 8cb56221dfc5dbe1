import { createHash } from 'node:crypto';
import type { Clipboard, ClipboardItem } from 'electron';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Log } from '../log/log.ts';

/** What the clipboard port needs. Since Electron 44 every method answers with a promise (reliability §0.9). */
export interface ClipboardDeps {
  readonly clipboard: Pick<Clipboard, 'write' | 'readText' | 'clear'> & {
    readonly selection?: Pick<Clipboard, 'readText' | 'clear'>;
  };
  readonly ClipboardItem: new (items: Record<string, string>) => ClipboardItem;
  readonly platform: NodeJS.Platform;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
}

/** Copying out of the app. What is remembered about a copy is its hash, never the text. */
export interface ClipboardPort {
  /**
   * Copies a text. A concealed one is marked so that clipboard histories leave it out, where the system has such
   * a mark. With `clearAfterMs` it is taken back after that time, if it is still ours.
   */
  write(text: string, options: { concealed: boolean; clearAfterMs: number | null }): Promise<void>;
  /** Whether the clipboard now holds the text with this hash. */
  readMatches(hash: string): Promise<boolean>;
  /** Takes back what was copied last, if it is still there. For lock and quit. True when something was cleared. */
  clearIfOurs(): Promise<boolean>;
}

/** How a copied text is remembered. */
export function clipboardHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

const raw = (format: string): string => `electron application/osclipboard;format="${format}"`;

/** The marks by which clipboard managers know a secret (reliability §4, row Clipboard). */
export function concealingFormats(platform: NodeJS.Platform): Record<string, string> {
  if (platform === 'darwin') return { [raw('org.nspasteboard.ConcealedType')]: '1' };
  if (platform === 'win32') {
    return {
      [raw('ExcludeClipboardContentFromMonitorProcessing')]: '1',
      // A DWORD of zero.
      [raw('CanIncludeInClipboardHistory')]: '\0\0\0\0',
      [raw('CanUploadToCloudClipboard')]: '\0\0\0\0',
    };
  }
  return { [raw('x-kde-passwordManagerHint')]: 'secret' };
}

/** Makes the port; touches the clipboard only when asked to. */
export function createClipboardPort(deps: ClipboardDeps): ClipboardPort {
  let ours: string | null = null;
  let callOff: (() => void) | null = null;

  const readMatches = async (hash: string): Promise<boolean> =>
    clipboardHash(await deps.clipboard.readText()) === hash;

  const clearIfOurs = async (): Promise<boolean> => {
    callOff?.();
    callOff = null;
    const hash = ours;
    if (hash === null) return false;
    const matches = await readMatches(hash);
    // A copy made while we were reading is newer than what we were asked to clear.
    if (ours !== hash) return false;
    ours = null;
    if (matches) deps.clipboard.clear();
    const selection = deps.clipboard.selection;
    if (selection !== undefined && clipboardHash(await selection.readText()) === hash) selection.clear();
    return matches;
  };

  return {
    readMatches,
    clearIfOurs,
    async write(text, { concealed, clearAfterMs }) {
      callOff?.();
      callOff = null;
      const formats = { 'text/plain': text, ...(concealed ? concealingFormats(deps.platform) : {}) };
      ours = clearAfterMs === null && !concealed ? null : clipboardHash(text);
      await deps.clipboard.write([new deps.ClipboardItem(formats)]);
      if (clearAfterMs === null) return;
      callOff = deps.clock.after(clearAfterMs, () => {
        clearIfOurs().catch((error: unknown) => {
          deps.log.error('clipboard.clear-failed', {
            error: error instanceof Error ? error.name : 'unknown',
          });
        });
      });
    },
  };
}
