/** A share as people read it. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Milliseconds as seconds, with a tenth below ten. */
export function secondsText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : String(Math.round(seconds))} s`;
}
