import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What is to be looked at. */
export interface AxeOptions {
  /** A selector, where only a part is to be looked at. */
  readonly inside?: string;
  /** The rules to run, all by default. */
  readonly rules?: readonly string[];
}

/**
 * Hands what is on screen to axe and expects that it finds nothing at all; `where` is said with what is found.
 *
 * The page is given axe once for each document, and tells only of what is wrong: both took longer than looking.
 */
export async function expectNothingFromAxe(
  page: Page,
  where: string,
  options: AxeOptions = {},
): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  expect(await page.evaluate(findings, options), where).toEqual([]);
}

/**
 * Runs in the page. What is still fading in has a colour that nobody is meant to read, and what has faded out is taken away a
 * moment later.
 */
async function findings({ inside, rules }: AxeOptions): Promise<readonly string[]> {
  const passing = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(passing.map(({ finished }) => finished));
  const hasFaded = (): boolean =>
    [...document.querySelectorAll('[data-portal] > *')].some(
      (part) => getComputedStyle(part).opacity === '0',
    );
  for (let frames = 0; hasFaded() && frames < 60; frames += 1)
    await new Promise((resolve) => void requestAnimationFrame(resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- axe puts itself there
  const { run } = (globalThis as unknown as { readonly axe: typeof axe }).axe;
  const { violations } = await run(inside ?? document, {
    resultTypes: ['violations'],
    ...(rules !== undefined && { runOnly: { type: 'rule', values: [...rules] } }),
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
