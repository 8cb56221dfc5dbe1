import { type CredentialFormat, credentialFormatSchema } from '../../src-shared/domain/credential.ts';
import { sealsOf } from '../../src-shared/domain/hand-over-files.ts';
import type { SealKind } from '../../src-shared/domain/seal.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';

/** One export of a life, the same for the process that does it and for who judges it. */
export interface PlannedExport {
  readonly format: CredentialFormat;
  readonly kind: SealKind;
  /** A file for each person, in a new folder. */
  readonly each: boolean;
  /** Over a file that is there. */
  readonly replaces: boolean;
  readonly people: readonly { readonly account: string; readonly secret: string }[];
  /** File or folder. */
  readonly name: string;
}

const nasty = ['=1+1', 'a,b;"c"', ' leading and trailing ', 'päss🔑', '@x\ty', "'quoted'"];

const combinations = credentialFormatSchema.options.flatMap((format) =>
  sealsOf(format).map((kind) => ({ format, kind })),
);

/** What stands where an export is to write over something. */
export const oldContent = (name: string): string => `what was there before ${name}\n`;

/** The exports of one life of the process, without end. */
export function* exportPlan(seed: number): Generator<PlannedExport, never> {
  const below = seededNumbers(seed);
  // Every combination in turn, from a seeded place on, so that a campaign meets all of them.
  for (let n = 0, at = below(combinations.length); ; n += 1, at = (at + 1) % combinations.length) {
    const { format, kind } = combinations[at] ?? { format: 'csv', kind: 'plain' };
    const each = below(4) === 0;
    const name = `s${seed}-n${n}`;
    yield {
      format,
      kind,
      each,
      replaces: !each && below(2) === 0,
      people: Array.from({ length: 1 + below(each ? 3 : 6) }, (_, one) => ({
        account: `${name}-${one}@example.com`,
        secret: `${nasty[below(nasty.length)]}-${below(1e9)}`,
      })),
      name,
    };
  }
}
