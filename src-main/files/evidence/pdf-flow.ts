import type { LetterDocument, LetterPen, Style } from '../letters/letter-pen.ts';
import { type Drawing, type Ink, outcomeInks, plotText } from './plot-drawing.ts';

/** A page's measures in points: A4. */
export const page = { width: 595.28, height: 841.89, side: 47.64, top: 56, bottom: 64 };
/** The width between the margins. */
export const inner = page.width - 2 * page.side;
/** Of what is said on the side. */
export const quiet = '#5b6470';
/** Of lines. */
export const edge = '#d5dae0';

/** Colours on paper. */
export const inks: Readonly<Record<Ink, string>> = {
  keep: '#2f7d5b',
  change: '#3a6cc4',
  revoke: '#b8452f',
  defer: '#a8760f',
  open: '#7b828c',
  line: edge,
  area: '#e3efe9',
  text: '#1c2026',
  quiet,
  onInk: '#ffffff',
};

/** Usual text. */
export const text = { face: 'text', size: 9.5, color: '#1c2026' } as const;
/** Text on the side. */
export const small = { face: 'text', size: 8, color: quiet } as const;
const tiny = { face: 'text', size: 7.6, color: '#1c2026' } as const;

/** Where the next thing goes; begins pages as they fill. */
export class Flow {
  y: number = page.top;
  readonly document: LetterDocument;
  readonly pen: LetterPen;
  /** Widths of words at 10 points: most come again and again. */
  readonly #widths = new Map<string, number>();

  constructor(document: LetterDocument, pen: LetterPen) {
    this.document = document;
    this.pen = pen;
    document.addPage();
  }

  /** Begins a page when so much does not fit any more. */
  room(height: number): void {
    if (this.y + height <= page.height - page.bottom) return;
    this.document.addPage();
    this.y = page.top;
  }

  /** `need`: what has to stand below it on the same page. */
  heading(words: string, need = 60): void {
    this.room(44 + need);
    this.y += this.y === page.top ? 0 : 20;
    this.pen.line(words, page.side, this.y, { face: 'strong', size: 13, color: '#1c2026' });
    this.y += 24;
  }

  paragraph(words: string, style: Style = text, indent = 0): void {
    this.room(style.size * 3);
    const lines = this.#lines(words, inner - indent, style);
    for (const line of lines) {
      this.room(style.size * 1.45);
      this.pen.line(line, page.side + indent, this.y, style);
      this.y += style.size * 1.45;
    }
    this.y += 4;
  }

  #width(word: string, { face, size }: Style): number {
    const key = `${face} ${word}`;
    const known = this.#widths.get(key) ?? this.pen.width(word, { face, size: 10 });
    this.#widths.set(key, known);
    return (known * size) / 10;
  }

  /** A word that is too long for a line, in pieces. */
  #pieces(word: string, limit: number, style: Style): string[] {
    if (this.#width(word, style) <= limit) return [word];
    const pieces = [''];
    let width = 0;
    // Addresses and paths break behind their signs, everything else where the line ends.
    const parts = word.split(/(?<=[@./_-])/);
    for (const part of parts.flatMap((one) => (this.#width(one, style) > limit ? Array.from(one) : [one]))) {
      const more = this.#width(part, style);
      if (width + more > limit && width > 0) {
        pieces.push('');
        width = 0;
      }
      pieces[pieces.length - 1] += part;
      width += more;
    }
    return pieces;
  }

  /** A text in lines that fit, broken at spaces, or inside words that are too long. */
  #lines(words: string, limit: number, style: Style): string[] {
    const space = this.#width(' ', style);
    const lines: string[] = [];
    let width = Infinity;
    for (const word of words.split(' ').flatMap((one) => this.#pieces(one, limit, style))) {
      const more = this.#width(word, style);
      if (width + space + more > limit) {
        lines.push(word);
        width = more;
      } else {
        lines[lines.length - 1] += ` ${word}`;
        width += space + more;
      }
    }
    return lines;
  }

  rule(y: number): void {
    this.document
      .moveTo(page.side, y)
      .lineTo(page.width - page.side, y)
      .lineWidth(0.5)
      .stroke(edge);
  }

  /** Columns by their shares of the width; the header comes again on each page. */
  table(header: readonly string[], shares: readonly number[], rows: readonly (readonly string[])[]): void {
    const whole = shares.reduce((sum, share) => sum + share, 0);
    const widths = shares.map((share) => (share / whole) * inner);
    const lefts = widths.map((_, n) => page.side + widths.slice(0, n).reduce((sum, one) => sum + one, 0));
    const draw = (cells: readonly (readonly string[])[], style: Style): void => {
      cells.forEach((lines, n) =>
        lines.forEach((line, down) =>
          this.pen.line(line, lefts[n] ?? page.side, this.y + down * style.size * 1.35, style),
        ),
      );
      this.y += Math.max(...cells.map((lines) => lines.length)) * style.size * 1.35 + 5;
      this.rule(this.y - 1.5);
      this.y += 2.5;
    };
    const wrap = (row: readonly string[], style: Style): string[][] =>
      row.map((cell, n) =>
        cell.split('\n').flatMap((line) => this.#lines(line, (widths[n] ?? 0) - 8, style)),
      );
    const head = wrap(header, { ...small, face: 'strong' });
    this.room(60);
    draw(head, { ...small, face: 'strong' });
    for (const row of rows) {
      const cells = wrap(row, tiny);
      const before = this.y;
      this.room(Math.max(...cells.map((lines) => lines.length)) * tiny.size * 1.35 + 8);
      if (this.y < before) draw(head, { ...small, face: 'strong' });
      draw(cells, tiny);
    }
    this.y += 6;
  }

  drawing({ title, width, height, shapes }: Drawing, legend: boolean): void {
    this.room(height + 56);
    this.pen.line(title, page.side, this.y, { face: 'strong', size: 10, color: '#1c2026' });
    this.y += 18;
    if (legend) this.legend();
    const [left, top] = [page.side, this.y];
    const { document, pen } = this;
    for (const shape of shapes) {
      const color = inks[shape.ink];
      if (shape.kind === 'rect')
        document
          .roundedRect(
            left + shape.x,
            top + shape.y,
            shape.width,
            shape.height,
            Math.min(1.5, shape.width / 2),
          )
          .fill(color);
      else if (shape.kind === 'line')
        document
          .moveTo(left + shape.from[0], top + shape.from[1])
          .lineTo(left + shape.to[0], top + shape.to[1])
          .lineWidth(0.5)
          .dash(shape.ink === 'quiet' ? 2.5 : 1, { space: shape.ink === 'quiet' ? 2.5 : 0 })
          .stroke(color)
          .undash();
      else if (shape.kind === 'text') {
        const style = { face: 'text', size: plotText, color } as const;
        const wide = pen.width(shape.text, style);
        const x = { start: 0, middle: wide / 2, end: wide }[shape.align];
        pen.line(shape.text, left + shape.x - x, top + shape.y - plotText, style);
      } else {
        shape.points.forEach(([x, y], n) =>
          n === 0 ? document.moveTo(left + x, top + y) : document.lineTo(left + x, top + y),
        );
        if (shape.closed) document.closePath().fill(color);
        else document.lineWidth(1.4).stroke(color);
      }
    }
    this.y = top + Math.min(height, width) + 14;
  }

  legend(): void {
    let x = page.side;
    for (const { ink, word } of outcomeInks) {
      this.document.rect(x, this.y + 1.5, 7, 7).fill(inks[ink]);
      this.pen.line(word, x + 11, this.y, small);
      x += 26 + this.pen.width(word, small);
    }
    this.y += 18;
  }
}
