import type { Measure } from '../measure.ts';
import { askWindows } from './ask-windows.ts';
import { makeBigMirror } from './big-mirror.ts';

/** Windows over 100,000 users, each question with search, filters, sorts, totals and facets in one answer. */
export const measure: Measure = {
  name: 'windows-100k',
  about: 'windows of 100 rows over 100,000 users and their rules, asked across the thread border',
  async run({ quick, folder }) {
    const mirror = await makeBigMirror(folder, quick ? 5000 : 100_000);
    const figures = await askWindows(mirror, quick ? 40 : 600, '100,000 users', 20);
    await mirror.close();
    return figures;
  },
};
