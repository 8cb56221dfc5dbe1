import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { factKinds } from '../../src-shared/domain/sync-state.ts';
import type { PageSeam } from './page-seam.ts';

/** A page that was read, packed as it will be stored. An empty body: byte for byte the page of the mirror before. */
export interface LoggedPage {
  readonly kind: (typeof factKinds)[number];
  readonly position: number;
  readonly limit: number;
  readonly member: string | null;
  readonly rows: number;
  readonly rejected: number;
  readonly hash: string;
  readonly codec: number;
  readonly same: boolean;
  readonly seam: PageSeam;
}

const pageSchema = z.object({
  type: z.literal('page'),
  kind: z.enum(factKinds),
  position: z.number().int().nonnegative(),
  limit: z.number().int().positive(),
  member: z.string().nullable(),
  rows: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  hash: z.string(),
  codec: z.number().int(),
  same: z.boolean(),
  seam: z.object({ first: z.string().nullable(), next: z.string().nullable() }),
});

const entrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), format: z.literal(1), origin: z.string(), startedAt: z.number() }),
  z.object({ type: z.literal('count'), kind: z.enum(factKinds), count: z.number().int().nullable() }),
  pageSchema,
]);
type Entry = z.infer<typeof entrySchema>;

/** A page in the log and where its body lies. */
export interface PageInLog extends LoggedPage {
  readonly at: number;
  readonly length: number;
}

const headSize = 8;
const longestHead = 4096;

/**
 * The pages of a running pull, one after the other in a file, so that a pull that was cut off can go on. An entry is
 * two lengths (head, body), the head as JSON, the body. What a crash left unfinished at the end is cut off on opening.
 * Nothing is synced: losing it costs requests, not facts, and each body is checked by its fingerprint before use.
 */
export class PageLog {
  readonly path: string;
  readonly #file: number;
  #closed = false;
  #end = 0;
  run: { readonly origin: string; readonly startedAt: number } | null = null;
  readonly counts = new Map<LoggedPage['kind'], number | null>();
  /** By kind and position; of a page that was read twice, the later reading. */
  readonly pages = new Map<string, PageInLog>();

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, existsSync(path) ? 'r+' : 'wx+', 0o600);
    this.#scan(statSync(path).size);
    ftruncateSync(this.#file, this.#end);
  }

  /** Forgets everything and begins a run. */
  begin(run: { readonly origin: string; readonly startedAt: number }): void {
    ftruncateSync(this.#file, 0);
    this.#end = 0;
    this.run = run;
    this.counts.clear();
    this.pages.clear();
    this.#append({ type: 'run', format: 1, ...run }, null);
  }

  /** What the tenant counts of a kind; pages of it that were read before a different count are forgotten. */
  count(kind: LoggedPage['kind'], count: number | null): void {
    this.counts.set(kind, count);
    this.#append({ type: 'count', kind, count }, null);
  }

  /** Pages of a kind are not to be used again. */
  forget(kind: LoggedPage['kind']): void {
    for (const [key, page] of this.pages) if (page.kind === kind) this.pages.delete(key);
  }

  add(page: LoggedPage, body: Uint8Array): void {
    const at = this.#append({ type: 'page', ...page }, body);
    this.pages.set(keyOf(page), { ...page, at, length: body.byteLength });
  }

  body(page: PageInLog): Uint8Array {
    const body = new Uint8Array(page.length);
    readSync(this.#file, body, 0, page.length, page.at);
    return body;
  }

  pagesOf(kind: LoggedPage['kind']): PageInLog[] {
    return [...this.pages.values()]
      .filter((page) => page.kind === kind)
      .sort((left, right) => left.position - right.position);
  }

  /** Closing twice is closing once: the number may be another file's by then. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#file);
  }

  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  #append(entry: Entry, body: Uint8Array | null): number {
    const head = Buffer.from(JSON.stringify(entry));
    const lengths = Buffer.alloc(headSize);
    lengths.writeUInt32LE(head.byteLength, 0);
    lengths.writeUInt32LE(body?.byteLength ?? 0, 4);
    const whole = Buffer.concat(body === null ? [lengths, head] : [lengths, head, body]);
    writeSync(this.#file, whole, 0, whole.byteLength, this.#end);
    const at = this.#end + headSize + head.byteLength;
    this.#end += whole.byteLength;
    return at;
  }

  #scan(size: number): void {
    const lengths = Buffer.alloc(headSize);
    while (this.#end + headSize <= size) {
      readSync(this.#file, lengths, 0, headSize, this.#end);
      const headLength = lengths.readUInt32LE(0);
      const bodyLength = lengths.readUInt32LE(4);
      const at = this.#end + headSize + headLength;
      if (headLength === 0 || headLength > longestHead || at + bodyLength > size) return;
      const head = Buffer.alloc(headLength);
      readSync(this.#file, head, 0, headLength, this.#end + headSize);
      const entry = parseEntry(head.toString('utf8'));
      if (entry === null) return;
      this.#take(entry, at, bodyLength);
      this.#end = at + bodyLength;
    }
  }

  #take(entry: Entry, at: number, length: number): void {
    if (entry.type === 'run') this.run = { origin: entry.origin, startedAt: entry.startedAt };
    else if (entry.type === 'count') {
      if (this.counts.has(entry.kind) && this.counts.get(entry.kind) !== entry.count) this.forget(entry.kind);
      this.counts.set(entry.kind, entry.count);
    } else {
      const { type: _, ...page } = entry;
      this.pages.set(keyOf(page), { ...page, at, length });
    }
  }
}

function keyOf(page: { readonly kind: string; readonly position: number }): string {
  return `${page.kind} ${page.position}`;
}

function parseEntry(text: string): Entry | null {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
