import type { RunningApp } from '../app/running-app.ts';
import type { PlanWatch } from '../oracle/plan-watch.ts';
import { at } from './grants.ts';
import type { Operation } from './operation.ts';

type Of<Kind extends Operation['kind']> = Extract<Operation, { readonly kind: Kind }>;

/** Exports what waits there, or one change of it and what that needs; null where nothing does. */
export function exportAct(app: RunningApp, { pick }: Of<'export-plan'>): (() => Promise<void>) | null {
  const open = app.shown.open();
  const one = pick === null ? undefined : at(open, pick);
  if (open.length === 0) return null;
  return async () => {
    app.files.exports();
    await app.desk.changes.exportPlan({ ids: one === undefined ? null : [one.id] });
  };
}

/** Imports a plan that somebody exported, the newest rather than an old one, and perhaps sends what of it was taken over. */
export function importAct(
  app: RunningApp,
  { pick, send }: Of<'import-plan'>,
  plans: PlanWatch,
): (() => Promise<void>) | null {
  const { files } = app.files.stick;
  const file = pick % 3 === 0 ? at(files, pick >> 2) : files.at(-1);
  if (file === undefined) return null;
  return async () => {
    const began = plans.begins(app.disk);
    let ids: readonly string[] = [];
    try {
      app.files.choose(file.path);
      ids = plans.imported(app.disk, file, await app.desk.changes.importPlan({}), began);
    } finally {
      plans.ends(app.disk);
    }
    if (send && ids.length > 0) await app.desk.changes.send({ ids: [...ids] });
  };
}
