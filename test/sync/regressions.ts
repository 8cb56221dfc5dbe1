import { earlier } from './regressions/earlier.ts';
import { ofEdition4 } from './regressions/edition-4.ts';
import { ofEdition5 } from './regressions/edition-5.ts';
import { ofEdition6 } from './regressions/edition-6.ts';
import type { Regression } from './regressions/regression.ts';

/**
 * Seeds that once found something in the product, with what it was. They are lived through again in every `npm test`, and
 * stay for ever. A seed names a world only as long as worlds are drawn in the same way; what it found has a test of its own
 * beside the part that was mended.
 */
export const regressions: readonly Regression[] = [...earlier, ...ofEdition4, ...ofEdition5, ...ofEdition6];
