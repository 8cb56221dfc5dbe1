import { createLetterWidths } from './letter-widths.ts';
import type { LetterWidths } from './letter-widths.ts';

/** Widths of texts in pixels, as the rows draw them. */
export interface TextMeasure {
  width(text: string): number;
  /** No text is drawn wider in any cell but one of fixed letters; told by its letters, without laying it out. */
  atMost(text: string): number;
  /** Nor narrower. */
  atLeast(text: string): number;
  /** Makes widths known that will be asked for: many at once cost what one costs. */
  learn(texts: readonly string[]): void;
  /** The font has changed. */
  forget(): void;
}

/** Texts remembered before all are forgotten: names of roles, scopes and groups, and how many more there are. */
const capacity = 4000;

/**
 * Remembers widths, since a row that is scrolled by must not be measured again.
 *
 * @param measure the slow way: lays the texts out and reads their widths
 */
export function createTextMeasure(measure: (texts: readonly string[]) => readonly number[]): TextMeasure {
  const widths = new Map<string, number>();
  let letters: LetterWidths | null = null;
  const sum = (text: string): number => {
    letters ??= createLetterWidths(measure);
    return letters.sum(text);
  };
  const learn = (texts: readonly string[]): void => {
    const unknown = [...new Set(texts)].filter((text) => !widths.has(text));
    if (unknown.length === 0) return;
    if (widths.size + unknown.length > capacity) widths.clear();
    for (const [at, width] of measure(unknown).entries()) widths.set(unknown[at] ?? '', width);
  };
  return {
    learn,
    width(text) {
      if (!widths.has(text)) learn([text]);
      return widths.get(text) ?? 0;
    },
    atMost: (text) => sum(text) * 1.04 + 2,
    atLeast(text) {
      const all = sum(text);
      return all === Number.POSITIVE_INFINITY ? 0 : all * 0.94 - 2;
    },
    forget() {
      widths.clear();
      letters = null;
    },
  };
}

/** Measures by laying out, with all that a style sheet does to letters, which a canvas does not know. */
export function layOutTexts(ruler: HTMLElement, texts: readonly string[]): readonly number[] {
  const lines = texts.map((text) => {
    const line = document.createElement('span');
    line.textContent = text;
    return line;
  });
  ruler.replaceChildren(...lines);
  const widths = lines.map((line) => line.getBoundingClientRect().width);
  ruler.replaceChildren();
  return widths;
}
