/** Rules of the domain that are not built yet, each with what it waits for. A rule that gets its test goes from here. */
export const openRules: Readonly<Record<string, string>> = {};
