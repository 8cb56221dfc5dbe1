import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect } from '@playwright/test';
import { readShellOptions, thisSystem } from '../../../dev/chromium-shell/shell-options.ts';

/**
 * Answers a packet's page in a browser of its own that knows nothing of Rolebook and has no network: by keyboard alone, the
 * first row revoked and all others kept.
 *
 * @param folder where the answer is saved to
 * @returns the path of the answer, how many rows it is about, and every address that the page asked for besides itself
 */
export async function answerFromDisk(
  path: string,
  passphrase: string,
  folder: string,
): Promise<{ readonly answer: string; readonly rows: number; readonly asked: readonly string[] }> {
  const { executablePath, chromiumSandbox } = readShellOptions(['--headless'], process.env, thisSystem());
  const browser = await chromium.launch({ executablePath, chromiumSandbox, args: ['--disable-gpu'] });
  try {
    const context = await browser.newContext({ offline: true, acceptDownloads: true });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!request.isNavigationRequest() && !/^(blob|data):/.test(request.url())) asked.push(request.url());
    });
    await page.goto(pathToFileURL(path).href);
    await expect(page.getByLabel('Passphrase')).toBeFocused();
    await page.keyboard.type(passphrase);
    await page.keyboard.press('Enter');
    const count = page.getByText(/^\d+ of \d+ rows? decided$/);
    await expect(count).toBeVisible();
    const rows = Number(/of (\d+)/.exec(await count.innerText())?.[1]);
    await page.keyboard.press('6');
    await page.keyboard.press('r');
    await expect(count).toHaveText(`1 of ${rows} rows decided`);
    while (!(await count.innerText()).startsWith(`${rows} of`)) {
      await page.keyboard.press('1');
      await page.keyboard.press('k');
    }
    await page.getByRole('button', { name: 'Sign off…' }).focus();
    await page.keyboard.press('Enter');
    const answering = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Sign off and save the answer' }).focus();
    await page.keyboard.press('Enter');
    const download = await answering;
    mkdirSync(folder, { recursive: true });
    const answer = join(folder, download.suggestedFilename());
    await download.saveAs(answer);
    return { answer, rows, asked };
  } finally {
    await browser.close();
  }
}
