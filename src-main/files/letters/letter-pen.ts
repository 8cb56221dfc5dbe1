import type { Face, FaceFile, LetterFaces } from './letter-faces.ts';
import { codePoint } from './letter-text.ts';

/** What of pdfkit's document the pen needs. */
export type LetterDocument = PDFKit.PDFDocument;

/** How and how large. */
export interface Style {
  readonly face: Face;
  /** In points. */
  readonly size: number;
  /** `#rrggbb`; black by default. */
  readonly color?: string;
}

interface Run {
  readonly file: FaceFile;
  readonly text: string;
}

/** Writes lines whose characters may come from several files of a face. */
export interface LetterPen {
  width(text: string, style: Style): number;
  /** One line from its upper left corner. */
  line(text: string, x: number, y: number, style: Style): void;
  /** Lines within a width, broken at spaces, or inside words that are too long; answers where the next one begins. */
  paragraph(text: string, x: number, y: number, width: number, style: Style): number;
}

/** Lines are so many times as high as their letters. */
const leading = 1.45;

/** A pen for one document. Characters that no file draws stand as their numbers: legible, if not beautiful. */
export function createLetterPen(document: LetterDocument, faces: LetterFaces): LetterPen {
  const registered = new Set<string>();
  const use = ({ file }: Run, size: number): void => {
    if (!registered.has(file.name)) {
      document.registerFont(file.name, file.bytes);
      registered.add(file.name);
    }
    document.font(file.name).fontSize(size);
  };

  const runsOf = (text: string, face: Face): Run[] => {
    const files = faces[face];
    const [first] = files;
    if (first === undefined) throw new Error(`no file for ${face}`);
    const runs: { file: FaceFile; text: string }[] = [];
    for (const character of text) {
      const found = files.find((file) => file.covers(character));
      const piece = found === undefined ? `[${codePoint(character)}]` : character;
      const file = found ?? first;
      const last = runs.at(-1);
      // A monospaced font draws `->` or `!=` as one sign; in a secret every character stands for itself.
      if (last?.file === file && face !== 'mono') last.text += piece;
      else runs.push({ file, text: piece });
    }
    return runs;
  };

  const width = (text: string, { face, size }: Style): number =>
    runsOf(text, face).reduce((sum, run) => {
      use(run, size);
      return sum + document.widthOfString(run.text);
    }, 0);

  const line = (text: string, x: number, y: number, style: Style): void => {
    let at = x;
    // All runs stand on one line: files differ in how far their letters hang below it.
    const base = y + style.size;
    for (const run of runsOf(text, style.face)) {
      use(run, style.size);
      document.fillColor(style.color ?? '#000000');
      document.text(run.text, at, base, { lineBreak: false, baseline: 'alphabetic' });
      at += document.widthOfString(run.text);
    }
  };

  /** The words of a text, those that are too long for a line in pieces. */
  const wordsOf = (text: string, limit: number, style: Style): string[] =>
    text.split(' ').flatMap((word) => {
      if (width(word, style) <= limit) return [word];
      const pieces: string[] = [''];
      for (const character of word) {
        const last = pieces.at(-1) ?? '';
        if (last !== '' && width(last + character, style) > limit) pieces.push(character);
        else pieces[pieces.length - 1] = last + character;
      }
      return pieces;
    });

  return {
    width,
    line,
    paragraph: (text, x, y, limit, style) => {
      let at = y;
      let current = '';
      const flush = (): void => {
        line(current, x, at, style);
        at += style.size * leading;
      };
      for (const word of wordsOf(text, limit, style)) {
        const longer = current === '' ? word : `${current} ${word}`;
        if (current !== '' && width(longer, style) > limit) {
          flush();
          current = word;
        } else current = longer;
      }
      flush();
      return at;
    },
  };
}
