/** Numbers given as `--name 5`; anything else ends the program with a word. */
export function numbersOf<Name extends string>(
  given: readonly string[],
  defaults: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const values: Record<Name, number> = { ...defaults };
  for (let at = 0; at < given.length; at += 2) {
    const name = given[at]?.replace(/^--/, '') ?? '';
    const value = Number(given[at + 1]);
    if (!isKey(values, name) || !Number.isSafeInteger(value) || value < 0)
      throw new Error(
        `Not understood: ${given[at] ?? ''} ${given[at + 1] ?? ''}. Known: ${Object.keys(defaults).join(', ')}`,
      );
    values[name] = value;
  }
  return values;
}

function isKey<Name extends string>(values: Record<Name, number>, name: string): name is Name {
  return Object.hasOwn(values, name);
}

/** Takes a word given as `--name word` out of the arguments; null when it is not there. */
export function wordOf(
  given: readonly string[],
  name: string,
): { readonly word: string | null; readonly rest: readonly string[] } {
  const at = given.indexOf(`--${name}`);
  if (at < 0) return { word: null, rest: given };
  const word = given[at + 1];
  if (word === undefined) throw new Error(`--${name} wants a word`);
  return { word, rest: given.toSpliced(at, 2) };
}
