import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';

/** How a text looks. */
export type Face = 'text' | 'strong' | 'mono';

/** One file of a typeface: pdfkit embeds what is used of it. */
export interface FaceFile {
  /** Unique among all. */
  readonly name: string;
  readonly bytes: Buffer;
  covers(character: string): boolean;
}

/** The files of each face, in the order they are tried. */
export type LetterFaces = Readonly<Record<Face, readonly FaceFile[]>>;

const scripts = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'];

/**
 * Inter and JetBrains Mono, as in the window, from the static files: pdfkit takes no WOFF2, and the variable ones come in
 * nothing else. What the monospaced one lacks is taken from Inter.
 */
export function loadLetterFaces(): LetterFaces {
  const find = createRequire(import.meta.url);
  const load = (family: 'inter' | 'jetbrains-mono', script: string, weight: 400 | 600): FaceFile => {
    const name = `${family}-${script}-${weight}-normal`;
    const bytes = readFileSync(find.resolve(`@fontsource/${family}/files/${name}.woff`));
    const font = create(bytes);
    if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name} is a collection`);
    return {
      name,
      bytes,
      covers: (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
    };
  };
  const inter = (weight: 400 | 600): FaceFile[] => scripts.map((script) => load('inter', script, weight));
  const strong = inter(600);
  const mono = scripts
    .filter((script) => script !== 'greek-ext')
    .map((script) => load('jetbrains-mono', script, 600));
  return { text: inter(400), strong, mono: [...mono, ...strong] };
}
