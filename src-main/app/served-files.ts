import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One file the window may load. */
export interface ServedFile {
  /** Absolute path. */
  readonly path: string;
  /** Value of Content-Type. */
  readonly type: string;
}

/** Files by the address path that names them, e.g. `/assets/index-4f1c.js`. */
export type ServedFiles = ReadonlyMap<string, ServedFile>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Lists what lies below the folder, once. Because the window is only ever answered from this list, no spelling of
 * `..` can leave the folder. Links and files of a type not listed above are left out.
 *
 * @throws the file system's error when the folder is not there (the bundle was not built)
 */
export function listServedFiles(root: string): ServedFiles {
  const files = new Map<string, ServedFile>();
  const visit = (folder: string, prefix: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path, `${prefix}${entry.name}/`);
      const type = contentTypes[extname(entry.name)];
      if (entry.isFile() && type !== undefined) files.set(`${prefix}${entry.name}`, { path, type });
    }
  };
  visit(root, '/');
  return files;
}

/** Something in a path that could be read as another path by a laxer reader. */
const disguise = /%2e|%2f|%5c|%00|%25|[.\\]|\/\//i;

/**
 * The file that answers a path, or null. A path without any dot is a screen of the window and gets `index.html`;
 * screens keep whatever may hold a dot (names, e-mails) in their search parameters.
 */
export function findServedFile(files: ServedFiles, pathname: string): ServedFile | null {
  const exact = files.get(pathname);
  if (exact !== undefined) return exact;
  if (!pathname.startsWith('/') || pathname.length > 4000 || disguise.test(pathname)) return null;
  return files.get('/index.html') ?? null;
}
