import Sqlite from 'better-sqlite3';
import { distrust, requirePragmas } from './pragmas.ts';
import type { AccessModel } from './views/access-model.ts';
import { openModel } from './views/open-model.ts';
import type { TrigramSearch } from './views/users-table.ts';

/** A built file that has been read, and is not in the mirror's place yet. */
export interface PreparedMirror {
  readonly path: string;
  readonly model: AccessModel;
  /** Says what looks texts up, once the file is in its place. */
  readonly useSearch: (search: TrigramSearch) => void;
}

/** Reads a built file into memory, in slices; the old facts are answered meanwhile. */
export function* prepareBuilt(path: string): Generator<void, PreparedMirror> {
  const beside = new Sqlite(path, { readonly: true });
  try {
    requirePragmas(beside, distrust);
    let search: TrigramSearch = () => null;
    const model = yield* openModel(beside, path, (folded, atMost) => search(folded, atMost));
    return {
      path,
      model,
      useSearch: (next) => {
        search = next;
      },
    };
  } finally {
    beside.close();
  }
}
