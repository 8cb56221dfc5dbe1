/** One figure of a measure, with the limit it must keep where there is one. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: '×' | 'ms' | 'MB' | 'rows/s' | 's' | 'frames' | 'requests' | 'rounds';
  /** The most it may be; null for figures that only inform. */
  readonly limit: number | null;
}

/** How a measure is to be run. */
export interface MeasureOptions {
  /** A small run that shows that the measure works; its figures prove nothing. */
  readonly quick: boolean;
  /** A folder of its own, removed afterwards. */
  readonly folder: string;
}

/** Something that is measured, in a process of its own. */
export interface Measure {
  readonly name: string;
  /** What is measured against what, in a sentence. */
  readonly about: string;
  run(options: MeasureOptions): Promise<readonly Figure[]>;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** The value below which so many per cent of some numbers are. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
