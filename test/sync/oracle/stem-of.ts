/** The set as which a set was first saved, or the change as which a change was, however often it was brought back. */
export const stemOf = (id: string): string => id.replace(/~\d+$/, '');
