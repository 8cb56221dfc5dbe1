/** The longest ticket that is kept, in UTF-16 units. */
export const ticketLength = 64;

/** Why a text cannot be a ticket: it is one line, of what can be seen; null when it can. */
export function ticketProblem(text: string): string | null {
  const kept = text.trim();
  if (kept.length > ticketLength) return `A ticket has at most ${ticketLength} characters.`;
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(kept) ? 'A ticket is one line without control characters.' : null;
}

/** The ticket as it is kept; undefined where none was given. */
export function keptTicket(text: string | null | undefined): string | undefined {
  return text?.trim() || undefined;
}
