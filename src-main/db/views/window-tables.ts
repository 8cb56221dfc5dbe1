import type { Database } from 'better-sqlite3';
import type { ViewName, ViewWindow, ViewWindowRequest } from '../../../src-shared/views/view-query.ts';
import type { ViewTable } from '../columns/view-table.ts';
import { WindowEngine } from '../columns/window-engine.ts';
import type { AccessModel } from './access-model.ts';
import { type EffectSources, withEffects } from './rule-effects.ts';
import { buildSmallView } from './small-views.ts';

/** The tables of a model and what answers windows over them, each made when it is first asked for. */
export class WindowTables {
  readonly #model: AccessModel;
  readonly #database: Database;
  readonly #from: EffectSources;
  #made = new Map<ViewName, { readonly table: ViewTable; readonly engine: WindowEngine }>();

  constructor(model: AccessModel, database: Database, from: EffectSources) {
    this.#model = model;
    this.#database = database;
    this.#from = from;
  }

  /** See {@link WindowEngine.answer}. */
  window(request: ViewWindowRequest, revision: number, now: number): ViewWindow {
    return this.#open(request.view).engine.answer(request, revision, now);
  }

  of(view: ViewName): ViewTable {
    return this.#open(view).table;
  }

  /** The row of something by its id, or -1. */
  rowOf(view: ViewName, id: string): number {
    if (view === 'users') return this.#model.users.rowOfId(id);
    if (view === 'access-rules') return /^-?\d+$/.test(id) ? this.#model.rules.rowOfId(Number(id)) : -1;
    const table = this.of(view);
    for (let row = 0; row < table.length; row += 1) if (table.idAt(row) === id) return row;
    return -1;
  }

  /** Something was done: small tables are made anew, and what rules come to is looked at again. */
  acted(): void {
    this.#made = new Map([...this.#made].filter(([view]) => view === 'users' || view === 'access-rules'));
    this.#model.acts += 1;
  }

  #open(view: ViewName): { readonly table: ViewTable; readonly engine: WindowEngine } {
    const known = this.#made.get(view);
    if (known !== undefined) return known;
    const table = this.#make(view);
    const made = { table, engine: new WindowEngine(table) };
    this.#made.set(view, made);
    return made;
  }

  #make(view: ViewName): ViewTable {
    if (view === 'users') return this.#model.users;
    if (view === 'access-rules') return withEffects(this.#model, this.#database, this.#from);
    return buildSmallView(view, this.#database, this.#model, 0);
  }
}
