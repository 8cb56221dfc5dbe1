import type { Measure } from '../measure.ts';
import { askWindows } from './ask-windows.ts';
import { makeBigMirror } from './big-mirror.ts';

/** Windows over 1,000,000 users, each question with search, filters, sorts, totals and facets in one answer. */
export const measure: Measure = {
  name: 'windows-1m',
  about: 'windows of 100 rows over 1,000,000 users and their rules, asked across the thread border',
  async run({ quick, folder }) {
    const mirror = await makeBigMirror(folder, quick ? 5000 : 1_000_000);
    const figures = await askWindows(mirror, quick ? 40 : 200, '1,000,000 users', 60);
    await mirror.close();
    return figures;
  },
};
