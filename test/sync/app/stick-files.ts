import type { PlanFileDeps } from '../../../src-main/services/changes/export-plan.ts';
import type { Disk } from '../world/disk.ts';
import type { PlanStick, StickFile } from '../world/plan-stick.ts';
import type { Gate } from './gate.ts';

/** What the user of an app does in the dialogs for plan files, and where these lie. */
export interface StickFiles {
  readonly stick: PlanStick;
  readonly deps: Pick<PlanFileDeps, 'askWhere' | 'askWhich' | 'writeFile' | 'readFile'>;
  /** The plan that is chosen next. */
  choose(path: string): void;
  /** What waits now is about to be exported. */
  exports(): void;
}

/** Connects an app with a stick. */
export function createStickFiles(disk: Disk, stick: PlanStick, gate: Gate): StickFiles {
  let chosen: string | null = null;
  let before: StickFile['open'] = [];
  const open = (): StickFile['open'] =>
    [...disk.book.rows.values()]
      .filter(({ state }) => state !== 'done' && state !== 'cancelled')
      .map(({ id, edit, base }) => ({ id, edit, base }));
  return {
    stick,
    choose(path) {
      chosen = path;
    },
    exports() {
      before = open();
    },
    deps: {
      askWhere: () => Promise.resolve({ path: '/stick', mayReplace: false }),
      askWhich: () => Promise.resolve(chosen === null ? null : { path: chosen }),
      writeFile: (_path, content) =>
        gate.later('files.write', () => {
          const text = new TextDecoder().decode(content);
          // What was read for the export may have taken a step since.
          const { path } = stick.put({ text, from: disk, open: [...open(), ...before] });
          return { path, warnings: [] };
        }),
      readFile: (path) => gate.later('files.read', () => stick.textAt(path)),
    },
  };
}
