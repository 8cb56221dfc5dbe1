import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files that take from ten seconds to a minute: begun last, one of them would go on alone on one of two cores. */
const longest = [
  'test/crash/gate.test.ts',
  'test/sync/simulator.test.ts',
  'test/sync/faults.test.ts',
  'test/canary/gate.test.ts',
  'test/main/cli/readme.test.ts',
  'test/main/cli/whole-command.test.ts',
];

/** Vitest’s own order, after the {@link longest}. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
