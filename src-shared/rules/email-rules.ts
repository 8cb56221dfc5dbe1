import { type OddCharacter, oddCharacters } from './odd-characters.ts';
import type { Finding } from './finding.ts';
import { foldEmail } from './email-key.ts';

/** The vendor's own pattern (V01). */
const emailPattern = /^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$/;

const block = (rule: string, message: string): Finding => ({
  rule,
  severity: 'block',
  field: 'email',
  message,
});

function describe(odd: OddCharacter): string {
  const where = `at position ${odd.position} (${odd.codePoint})`;
  switch (odd.kind) {
    case 'invisible':
      return `It holds an invisible character, ${odd.shown}, ${where}. Delete it.`;
    case 'space':
      return `It holds a space ${where}. Delete it.`;
    case 'confusable':
      return `“${odd.shown}” ${where} only looks like “${odd.looksLike}”. Type the plain letter instead.`;
    default:
      return `“${odd.shown}” ${where} is not allowed; the tenant takes plain letters, digits and . _ % + - only.`;
  }
}

/** V07: characters that cannot be seen or that pretend to be others, in an e-mail without spaces around it. */
export function checkEmailCharacters(email: string): Finding[] {
  return oddCharacters(email.replace(/^ +| +$/g, ''))
    .slice(0, 3)
    .map((odd) => block('V07', describe(odd)));
}

/**
 * V01 and V07: whether a text can be an e-mail for this product. Ordinary spaces around it are left out when saving
 * and only mentioned. An empty field is V01 as well, so that callers need no case of their own.
 */
export function checkEmail(text: string): Finding[] {
  const email = text.replace(/^ +| +$/g, '');
  if (email === '') return [block('V01', 'Enter an e-mail address.')];
  const odd = checkEmailCharacters(text);
  if (odd.length > 0) return odd;
  const found: Finding[] = [];
  if (email.length < 5 || email.length > 254) {
    found.push(block('V01', `An e-mail address has 5 to 254 characters; this one has ${email.length}.`));
  } else if (!emailPattern.test(email)) {
    found.push(
      block(
        'V01',
        'This is not an e-mail address. It needs a name, an @ and a domain, like ada@example.com.',
      ),
    );
  }
  if (email !== text) {
    found.push({
      rule: 'V07',
      severity: 'info',
      field: 'email',
      message: 'The spaces around it will be left out.',
    });
  }
  return found;
}

/** V06: an account's e-mail never changes; a new one means a new account. */
export function checkEmailUnchanged(before: string, after: string): Finding[] {
  if (before === after) return [];
  const caseOnly = foldEmail(before) === foldEmail(after);
  return [
    block(
      'V06',
      caseOnly
        ? `The e-mail cannot be changed, not even its capitals; it stays ${before}.`
        : `The e-mail cannot be changed after creation. Create ${after}, move the access rules there, then delete ${before}.`,
    ),
  ];
}
