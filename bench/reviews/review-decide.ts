import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import presetMantine from 'postcss-preset-mantine';
import { build, preview } from 'vite';
import type { InlineConfig } from 'vite';
import { readShellOptions, thisSystem } from '../../dev/chromium-shell/shell-options.ts';
import { type Measure, percentile } from '../measure.ts';

/** The screens over a tenant in memory, as `npm run preview` shows them, but built as the product is. */
const root = fileURLToPath(new URL('../../test/renderer/preview', import.meta.url));

const part = '/reviews/decide?campaign=00000000-0000-4000-8000-000000000001&reviewer=admin%40example.com';

/** Rows of the reviewer's part: three of four rows of the fake's review are theirs. */
const rows = 10_000;
const rowsOfAll = Math.floor((rows * 4) / 3);

/** Has the page note when it draws; read with {@link intervalsOf}. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const at: number[] = [];
    const note = (time: number): void => {
      at.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    Object.assign(window, { framesAt: at });
  });
}

/** Milliseconds between the frames since the last time it was asked. */
async function intervalsOf(page: Page): Promise<readonly number[]> {
  const at = await page.evaluate(() => (window as unknown as { framesAt: number[] }).framesAt.splice(0));
  return at.slice(1).map((time, index) => time - (at[index] ?? time));
}

/** Scrolls the list so many pixels each frame. */
async function scroll(page: Page, steps: readonly number[]): Promise<void> {
  await page.evaluate(
    (pixels) =>
      new Promise<void>((resolve) => {
        const list = document.querySelector<HTMLElement>('[data-part-list]');
        if (list === null) throw new Error('There is no list.');
        let at = 0;
        const step = (): void => {
          const by = pixels[at];
          if (by === undefined) return resolve();
          at += 1;
          list.scrollTop += by;
          requestAnimationFrame(step);
          return undefined;
        };
        requestAnimationFrame(step);
      }),
    steps,
  );
}

/** A part of 10,000 rows scrolled, and rows of it decided by keyboard: no frame may take more than 50 ms. */
export const measure: Measure = {
  name: 'review-decide',
  about:
    'a reviewer’s part of 10,000 rows in Chromium without GPU: 240 frames scrolled steady, 120 flung; then 300 rows decided with two keys each; from frame to frame',
  async run({ quick, folder }) {
    const config: InlineConfig = {
      configFile: false,
      root,
      logLevel: 'error',
      plugins: [react()],
      css: { postcss: { plugins: [presetMantine()] } },
      build: {
        outDir: join(folder, 'page'),
        emptyOutDir: true,
        target: 'chrome140',
        chunkSizeWarningLimit: 5000,
      },
      preview: { host: '127.0.0.1', port: 0 },
    };
    await build(config);
    const server = await preview(config);
    const { executablePath, chromiumSandbox } = readShellOptions(['--headless'], process.env, thisSystem());
    const browser = await chromium.launch({
      executablePath,
      chromiumSandbox,
      headless: true,
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
      const url = server.resolvedUrls?.local[0];
      if (url === undefined) throw new Error('the page is not served');
      await page.goto(`${url.replace(/\/$/, '')}${part}#reviewRows=${rowsOfAll}&users=2000`);
      const count = page.locator('[data-decided-count]');
      await count.waitFor();
      const before = await count.textContent();
      if (before !== '0 of 10,000 rows decided') throw new Error(`another part is shown: ${before}`);
      await watchFrames(page);
      await scroll(
        page,
        Array.from({ length: 60 }, () => 48),
      );
      await intervalsOf(page);
      await scroll(
        page,
        Array.from({ length: quick ? 40 : 240 }, () => 48),
      );
      const steady = await intervalsOf(page);
      await scroll(
        page,
        Array.from({ length: quick ? 20 : 120 }, (_, at) => 2000 * 0.977 ** at),
      );
      const flung = await intervalsOf(page);
      const decisions = quick ? 20 : 300;
      await page.keyboard.press('Home');
      await intervalsOf(page);
      // A reason first: privileged rows are not kept without one.
      for (let decided = 0; decided < decisions; decided += 1) {
        await page.keyboard.press('1');
        await page.keyboard.press('k');
      }
      const deciding = await intervalsOf(page);
      const after = await count.textContent();
      if (after !== `${decisions} of 10,000 rows decided`) throw new Error(`decided otherwise: ${after}`);
      const all = [...steady, ...flung, ...deciding];
      return [
        { name: 'longest frame, scrolled steady', value: Math.max(...steady), unit: 'ms', limit: 50 },
        { name: 'longest frame, flung', value: Math.max(...flung), unit: 'ms', limit: 50 },
        {
          name: `longest frame, ${decisions} rows decided`,
          value: Math.max(...deciding),
          unit: 'ms',
          limit: 50,
        },
        { name: 'p95 of a frame', value: percentile(all, 95), unit: 'ms', limit: null },
      ];
    } finally {
      await browser.close();
      await server.close();
    }
  },
};
