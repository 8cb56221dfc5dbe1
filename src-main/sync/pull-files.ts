import { dirname, join } from 'node:path';

/** Where a pull puts what it is working on: beside the mirror, with names that begin like its own. */
export interface PullFiles {
  readonly build: string;
  readonly rulesBuild: string;
  readonly log: string;
  readonly rulesLog: string;
  /** A finished build that the brake holds back until the user decides. */
  readonly held: string;
  /** There while a process pulls; holds its number. */
  readonly lock: string;
}

/** The files of a pull into this mirror. */
export function pullFiles(mirrorPath: string): PullFiles {
  const beside = (name: string): string => join(dirname(mirrorPath), name);
  return {
    build: beside('mirror-build.db'),
    rulesBuild: beside('mirror-build-rules.db'),
    log: beside('mirror-pull.pages'),
    rulesLog: beside('mirror-pull-rules.pages'),
    held: beside('mirror-held.db'),
    lock: beside('mirror-pull.lock'),
  };
}
