import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PlanFile, planFileSchema } from '../../src-shared/changes/plan-file.ts';
import { type PlanReport, planReportSchema } from '../../src-shared/ipc/changes-contract.ts';
import type { UsersBench } from './users-bench.ts';

/** A plan file that travels from one bench to another, in a folder of its own. */
export interface PlanTravel {
  readonly path: string;
  /** What is open on a bench, as the file says it. */
  exported(bench: UsersBench): Promise<PlanFile>;
  /** Takes the file over, or another text in its place. */
  imported(bench: UsersBench, plan?: unknown): Promise<PlanReport>;
  /** Removes the folder. */
  end(): void;
}

/** A folder for the plan files of one test. */
export function planTravel(): PlanTravel {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-plan-'));
  const path = join(folder, 'plan.json');
  return {
    path,
    async exported(bench) {
      bench.askWhere = async () => ({ path, mayReplace: true });
      planReportSchema.parse(await bench.changes.exportPlan({ ids: null }));
      return planFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    },
    async imported(bench, plan) {
      if (plan !== undefined) writeFileSync(path, JSON.stringify(plan));
      bench.askWhich = async () => ({ path });
      return planReportSchema.parse(await bench.changes.importPlan({}));
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
