import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What one stop of the tour did. */
export interface Stop {
  readonly name: string;
  readonly milliseconds: number;
  /** What was seen, in words. */
  readonly seen: string;
  readonly picture: string | null;
}

/** Keeps the tour's pictures and times. */
export class TourBook {
  readonly folder: string;
  readonly stops: Stop[] = [];
  readonly #page: Page;
  readonly #say: (line: string) => void;

  /** Empties the folder first: pictures of an earlier tour would tell of an earlier app. */
  constructor(folder: string, page: Page, say: (line: string) => void) {
    this.folder = folder;
    this.#page = page;
    this.#say = say;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Does one stop, measures it, takes its picture and says a line. What `act` answers is what was seen. */
  async stop(name: string, act: () => Promise<string>): Promise<void> {
    const started = performance.now();
    const seen = await act();
    const milliseconds = performance.now() - started;
    const number = String(this.stops.length + 1).padStart(2, '0');
    const picture = `${number}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`;
    await settled(this.#page);
    await this.#page.screenshot({ path: join(this.folder, picture), animations: 'disabled' });
    this.stops.push({ name, milliseconds, seen, picture });
    this.#say(`  ${number}  ${name.padEnd(34)} ${`${Math.round(milliseconds)} ms`.padStart(8)}  ${seen}`);
  }
}

/** Waits until nothing moves: fonts are there, no row is a placeholder, no animation runs. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      document.querySelector('[data-skeleton], [aria-busy="true"]') === null &&
      document.getAnimations().every((animation) => animation.playState !== 'running'),
  );
}
