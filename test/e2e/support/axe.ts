import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/**
 * Hands what is on screen to axe and expects that it finds nothing at all.
 *
 * axe runs within the page itself: its other way opens a blank page to put the results of frames together, and the app
 * closes every page that it did not ask for. There are no frames here.
 *
 * @param where said with what is found
 * @param options.inside a selector, where only a part is to be looked at
 * @param options.rules the rules to run, all by default
 */
export async function expectNothingFromAxe(
  page: Page,
  where: string,
  options: { readonly inside?: string; readonly rules?: readonly string[] } = {},
): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (options.inside !== undefined) axe.include(options.inside);
  if (options.rules !== undefined) axe.withRules([...options.rules]);
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    where,
  ).toEqual([]);
}
