import { spawn, spawnSync } from 'node:child_process';
import type { Clipboard } from 'electron';

/** `ClipboardItem` as the shell keeps it: text by MIME type. */
export class ShellClipboardItem {
  readonly types: string[];
  readonly #items: Record<string, string>;

  constructor(items: Record<string, string>) {
    this.#items = items;
    this.types = Object.keys(items);
  }

  async getType(type: string): Promise<Blob> {
    const text = this.#items[type];
    if (text === undefined) throw new Error(`The clipboard has no ${type}`);
    return new Blob([text], { type });
  }
}

/** A pair of programs that reach the system's clipboard. */
interface ClipboardTool {
  readonly write: readonly [string, ...string[]];
  readonly read: readonly [string, ...string[]];
}

const tools: readonly ClipboardTool[] = [
  { write: ['wl-copy'], read: ['wl-paste', '--no-newline'] },
  { write: ['xclip', '-selection', 'clipboard'], read: ['xclip', '-selection', 'clipboard', '-o'] },
  { write: ['xsel', '--clipboard', '--input'], read: ['xsel', '--clipboard', '--output'] },
  { write: ['pbcopy'], read: ['pbpaste'] },
];

/** The clipboard tool of this system, or null: then copies stay inside the shell. */
export function findClipboardTool(env: NodeJS.ProcessEnv): ClipboardTool | null {
  const wayland = Boolean(env['WAYLAND_DISPLAY']);
  const there = (name: string): boolean =>
    spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
  return tools.find(({ write: [name] }) => (name !== 'wl-copy' || wayland) && there(name)) ?? null;
}

/** `electron.clipboard`: the system's clipboard through a tool where there is one, else a memory of its own. */
export class ShellClipboard implements Pick<Clipboard, 'readText' | 'writeText' | 'clear' | 'has'> {
  readonly #tool: ClipboardTool | null;
  #item = new ShellClipboardItem({});

  constructor(tool: ClipboardTool | null) {
    this.#tool = tool;
  }

  async write(items: readonly ShellClipboardItem[]): Promise<void> {
    const [item] = items;
    if (item === undefined) return;
    this.#item = item;
    if (this.#tool === null || !item.types.includes('text/plain')) return;
    const blob = await item.getType('text/plain');
    await this.#pass(await blob.text());
  }

  async #pass(text: string): Promise<void> {
    if (this.#tool === null) return;
    const [program, ...args] = this.#tool.write;
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    child.on('error', () => {});
    child.stdin.end(text);
    await new Promise((resolve) => child.once('close', resolve));
  }

  writeText(text: string): Promise<void> {
    return this.write([new ShellClipboardItem({ 'text/plain': text })]);
  }

  async read(): Promise<ShellClipboardItem[]> {
    return [this.#item];
  }

  async readText(): Promise<string> {
    if (this.#tool !== null) {
      const [program, ...args] = this.#tool.read;
      return spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';
    }
    if (!this.#item.types.includes('text/plain')) return '';
    return (await this.#item.getType('text/plain')).text();
  }

  async has(type: string): Promise<boolean> {
    return this.#item.types.includes(type);
  }

  clear(): void {
    this.#item = new ShellClipboardItem({});
    void this.#pass('');
  }
}
