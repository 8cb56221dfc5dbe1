import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { Cell, ViewWindow } from '../../../src-shared/views/view-query.ts';
import type { RunningApp } from '../app/running-app.ts';
import type { World } from '../world/world.ts';
import {
  type ExpectedRow,
  type ExpectedTables,
  type ExpectedView,
  expectedTables,
} from './expected-tables.ts';
import { readMirrorRows } from './mirror-rows.ts';
import { openActs } from './open-acts.ts';

/** Tables whose rows have a drawer that lists rules. */
const drawers: readonly ExpectedView[] = ['users', 'service-accounts', 'roles'];

/** In which table something is that a change takes away. */
const tableOf = {
  users: 'users',
  rules: 'access-rules',
  accounts: 'service-accounts',
  roles: 'roles',
} as const;

/**
 * I4: every table, drawer and count is the mirror with the outbox laid over, by a model that knows of the product only what
 * docs/outbox.md says. Answers the first thing that is not so, or null.
 */
export function viewDiffers(world: World, app: RunningApp): string | null {
  const { disk, mirror } = app;
  const { book } = disk;
  const acts = openActs(book);
  const clientIdOf = (id: string): string | null =>
    book.rows.get(id.replace(/^local:/, ''))?.result?.clientId ?? null;
  const expected = expectedTables(world.mirrors.look(disk, readMirrorRows), acts, clientIdOf);
  const { counts } = mirror.store.info();
  for (const [view, rows] of expected.tables) {
    const shown = windowOf(app, view, rows);
    const wrong =
      tableDiffers(shown, rows) ??
      facetDiffers(view, shown) ??
      (counts[view] === rows.size ? null : `its tab counts ${counts[view]} rows and there are ${rows.size}`);
    if (wrong !== null) return `${view} of ${disk.binding}: ${wrong}`;
  }
  for (const row of book.rows.values()) {
    const gone = world.gone.gone(row, disk);
    if (gone !== null && expected.tables.get(tableOf[gone.of])?.has(gone.id) === true)
      return `${gone.of} ${gone.id} of ${disk.binding} is shown although it was deleted here`;
  }
  return drawerDiffers(app, expected);
}

/** All rows of a table, with the cells that are known and those that can be counted. */
function windowOf(app: RunningApp, view: ExpectedView, rows: ReadonlyMap<string, ExpectedRow>): ViewWindow[] {
  const [first] = rows.values();
  const facets = viewColumns[view].filter(({ facet }) => facet).map(({ id }) => id);
  const columns = [...new Set([...Object.keys(first?.cells ?? {}), ...facets])];
  const windows: ViewWindow[] = [];
  for (let from = 0; ; from += 500) {
    const window = app.mirror.store.window(
      { view, from, to: from + 500, filters: [], search: '', sort: [], columns, facets: from === 0 },
      app.clock.now(),
    );
    windows.push(window);
    if (window.ids.length === 0 || from + window.ids.length >= window.total) return windows;
  }
}

/** What only rules name is called as they write it, and that is anybody’s. */
const rowId = (id: string): string => (id.startsWith('pre-authorised:') ? id.toLowerCase() : id);

const words = (cell: Cell | readonly string[] | undefined): string =>
  JSON.stringify(Array.isArray(cell) ? [...(cell as readonly string[])].toSorted() : (cell ?? null));

function tableDiffers(shown: readonly ViewWindow[], rows: ReadonlyMap<string, ExpectedRow>): string | null {
  let there = 0;
  for (const { ids, columns, total } of shown) {
    if (total !== rows.size) {
      const seen = new Set(shown.flatMap((window) => window.ids.map(rowId)));
      const missing = [...rows.keys()].find((id) => !seen.has(id));
      const odd = [...seen].find((id) => !rows.has(id));
      return `${total} rows are shown for ${rows.size}; missing: ${String(missing)}, beyond: ${String(odd)}`;
    }
    for (const [at, id] of ids.entries()) {
      const row = rows.get(rowId(id));
      there += 1;
      if (row === undefined) return `${id} is shown, and neither the mirror nor an open change has it`;
      for (const [name, value] of Object.entries(row.cells))
        if (words(columns[name]?.[at]) !== words(value))
          return `${id} shows ${words(columns[name]?.[at])} as ${name}, and ${words(value)} is right`;
      const mark = columns['pending']?.[at] ?? null;
      if (row.mark !== undefined && mark !== row.mark)
        return `${id} is marked ${words(mark)}, and ${words(row.mark)} is right`;
    }
  }
  return there === rows.size ? null : `${there} rows are shown for ${rows.size}`;
}

/** Counts beside filters, held against the cells that were found right. */
function facetDiffers(view: ExpectedView, shown: readonly ViewWindow[]): string | null {
  const facets = shown[0]?.facets ?? {};
  for (const { id, facet } of viewColumns[view]) {
    if (!facet) continue;
    const counts = new Map<string, number>();
    for (const { columns } of shown)
      for (const cell of columns[id] ?? [])
        for (const value of Array.isArray(cell) ? cell : cell === null ? [] : [String(cell)])
          if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const { value, count } of facets[id] ?? []) {
      const there = counts.get(value) ?? 0;
      counts.delete(value);
      if (there !== count) return `the filter ${id} counts ${count} of ${value}, and there are ${there}`;
    }
    const [left] = counts.keys();
    if (left !== undefined && (facets[id]?.length ?? 0) < 200) return `the filter ${id} leaves out ${left}`;
  }
  return null;
}

/** Drawers of what open changes touch list the very rules, each with its mark, and say of the row what its table says. */
function drawerDiffers({ disk, mirror }: RunningApp, { tables, rulesOf }: ExpectedTables): string | null {
  for (const view of drawers) {
    const touched = [...(tables.get(view) ?? [])].filter(([, { mark }]) => mark !== null).slice(0, 3);
    for (const [id, { mark = null }] of touched) {
      if (id.startsWith('pre-authorised:')) continue;
      const drawer = `the drawer of ${view} ${id} of ${disk.binding}`;
      const record = mirror.store.record(view, id);
      if (record === null) return `${drawer} has nothing to show`;
      const said = record.fields.find(({ label }) => label === 'Change')?.value ?? null;
      if (said !== mark) return `${drawer} is marked ${words(said)}, and ${words(mark)} is right`;
      const rules = rulesOf.get(`${view} ${id}`) ?? new Map<string, unknown>();
      if (record.ruleTotal !== rules.size)
        return `${drawer} counts ${record.ruleTotal} rules, and there are ${rules.size}`;
      for (const rule of record.rules)
        if (!rules.has(rule.id) || rules.get(rule.id) !== rule.pending)
          return `${drawer} shows rule ${rule.id} marked ${words(rule.pending)}, and ${words(rules.get(rule.id) as Cell)} is right`;
    }
  }
  return null;
}
