/** A reviewer's last sign-off. */
export interface Signing {
  /** Who was signed in where it was written down. */
  readonly by: string;
  /** When it was written down; RFC 3339. */
  readonly at: string;
  /** It came with an answer, which `by` took. */
  readonly answer: boolean;
}

// Of the reader: the same computer shows it and refuses with it.
const local = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Who signed a part off and when, and that it stands; in one line. */
export function signedWords(reviewer: string, { by, at, answer }: Signing): string {
  const when = local.format(Date.parse(at));
  return answer
    ? `Signed off by ${reviewer}, whose answer ${by} took on ${when}. These decisions stand.`
    : `Signed off by ${by} on ${when}. These decisions stand.`;
}
