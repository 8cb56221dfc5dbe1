/** A day of a campaign: decisions of that day, and all until then. */
export interface ProgressPoint {
  readonly day: string;
  readonly decided: number;
  readonly together: number;
}

const dayMs = 86_400_000;
/** Days that are drawn at most; of longer campaigns the last ones. */
const mostDays = 60;

/** Every day from the first decision to the last, those on which nothing was decided among them, and the highest column. */
export function progressPoints(progress: readonly { readonly day: string; readonly decided: number }[]): {
  readonly points: readonly ProgressPoint[];
  readonly highest: number;
} {
  const [first, last] = [progress[0], progress.at(-1)];
  if (first === undefined || last === undefined) return { points: [], highest: 0 };
  const byDay = new Map(progress.map(({ day, decided }) => [day, decided]));
  const points: ProgressPoint[] = [];
  let together = 0;
  for (let at = Date.parse(first.day); at <= Date.parse(last.day); at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    const decided = byDay.get(day) ?? 0;
    together += decided;
    points.push({ day, decided, together });
  }
  const shown = points.slice(-mostDays);
  return { points: shown, highest: Math.max(0, ...shown.map(({ decided }) => decided)) };
}
