import type { Rectangle } from 'electron';

/** Where a window stood when it was last closed, in screen points. */
export interface WindowPlace extends Rectangle {
  readonly maximized: boolean;
}

/** Remembers one place across restarts. Losing it is harmless; reading it must never throw. */
export interface WindowPlaceStore {
  read(): WindowPlace | null;
  write(place: WindowPlace): void;
}

/** Where to open a window. Without x and y the system chooses, which is the middle of the screen. */
export interface PlacedWindow {
  readonly bounds: { width: number; height: number; x?: number; y?: number };
  readonly maximized: boolean;
}

const first = { width: 1280, height: 800 };
const smallest = { width: 960, height: 600 };
const stagger = 28;

/**
 * Decides where a window opens. A remembered place is used only while its title bar is still reachable on one of
 * the screens: monitors come and go. Further windows are moved a little, so that they do not hide each other.
 *
 * @param areas usable area of each screen
 * @param alreadyOpen how many windows stand there already
 */
export function placeWindow(
  remembered: WindowPlace | null,
  areas: readonly Rectangle[],
  alreadyOpen: number,
): PlacedWindow {
  const numbers =
    remembered === null ? [] : [remembered.x, remembered.y, remembered.width, remembered.height];
  if (remembered === null || !numbers.every((value) => Number.isSafeInteger(value))) {
    return { bounds: { ...first }, maximized: false };
  }
  const x = remembered.x + alreadyOpen * stagger;
  const y = remembered.y + alreadyOpen * stagger;
  const area = areas.find(
    (screen) =>
      x + 100 >= screen.x &&
      x + 100 <= screen.x + screen.width &&
      y >= screen.y &&
      y + 40 <= screen.y + screen.height,
  );
  if (area === undefined) return { bounds: { ...first }, maximized: false };
  return {
    bounds: {
      x,
      y,
      width: Math.max(smallest.width, Math.min(remembered.width, area.width)),
      height: Math.max(smallest.height, Math.min(remembered.height, area.height)),
    },
    maximized: remembered.maximized && alreadyOpen === 0,
  };
}
