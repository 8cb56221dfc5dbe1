/** The form in which e-mails are compared: trimmed, composed (NFC), without regard to case (V02, V03). */
export function foldEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** Domains that deliver to the same mailboxes. */
const domainAliases: Readonly<Record<string, string>> = {
  'googlemail.com': 'gmail.com',
  'hotmail.com': 'outlook.com',
  'live.com': 'outlook.com',
  'me.com': 'icloud.com',
  'mac.com': 'icloud.com',
  'pm.me': 'proton.me',
  'protonmail.com': 'proton.me',
};

/**
 * The form in which two spellings of what is probably one mailbox meet (V04): folded, without a `+tag`, without dots
 * before the @, known alias domains as one. Two e-mails with the same mailbox key but different folded forms are
 * look-alikes.
 */
export function mailboxKey(email: string): string {
  const folded = foldEmail(email);
  const at = folded.lastIndexOf('@');
  if (at < 0) return folded;
  const local = folded.slice(0, at);
  const domain = folded.slice(at + 1);
  const plus = local.indexOf('+');
  const untagged = plus > 0 ? local.slice(0, plus) : local;
  const dotless = untagged.replaceAll('.', '');
  return `${dotless === '' ? untagged : dotless}@${domainAliases[domain] ?? domain}`;
}

/** How two e-mails stand to each other. */
export function emailLikeness(one: string, other: string): 'same' | 'similar' | 'different' {
  if (foldEmail(one) === foldEmail(other)) return 'same';
  return mailboxKey(one) === mailboxKey(other) ? 'similar' : 'different';
}
