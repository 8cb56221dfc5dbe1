import type { Page } from '@playwright/test';
import { outsideTools } from '../../builders/outside-tools.ts';

/**
 * What stands on each page of paper (A4) when this screen is printed, as pdftotext reads it, without any blanks: a name that
 * goes on in the next line is still one name. What lies beyond the edge of the paper is not among it.
 */
export async function printedPages(page: Page): Promise<string[]> {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const tools = outsideTools();
  try {
    return tools
      .run('pdftotext', ['-raw', tools.put('sheet.pdf', pdf), '-'])
      .stdout.toString('utf8')
      .split('\f')
      .slice(0, -1)
      .map((each) => each.replace(/\s+/g, ''));
  } finally {
    tools.close();
  }
}
