/** Wrong passphrases in a row that cost nothing but themselves. */
const free = 3;
const longestSeconds = 60;

/** Seconds to wait after so many wrong passphrases in a row: none at first, then twice as long each time, a minute at most. */
export function unlockWaitSeconds(failures: number): number {
  if (failures <= free) return 0;
  return Math.min(longestSeconds, 2 ** Math.min(failures - free, 16));
}
