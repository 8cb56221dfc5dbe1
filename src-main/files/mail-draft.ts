import { Buffer } from 'node:buffer';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { quotedPrintable } from './quoted-printable.ts';

/** A mail that was not sent yet. */
export interface MailDraft {
  /** The sender's address, where it is known; mail programs put their own in when the draft is opened. */
  readonly from: string | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly date: number;
}

function asciiWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

/** A header text as one or more encoded words of at most 75 characters (RFC 2047), split between characters. */
function headerText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (asciiWord(word + character).length > 75) {
      words.push(asciiWord(word));
      word = '';
    }
    word += character;
  }
  words.push(asciiWord(word));
  return words.join('\r\n ');
}

function address(text: string): string {
  if (/^[^\s\p{Cc}<>(),;:"\\]+@[^\s\p{Cc}<>(),;:"\\@]+$/u.test(text)) return text;
  throw new RolebookError({
    kind: 'input',
    origin: 'file',
    reason: 'not-an-address',
    message: 'This account is not an e-mail address, so there is nobody to write to.',
    hint: 'Export a file instead.',
  });
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function mailDate(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${days[date.getUTCDay()]}, ${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()} ${clock} +0000`;
}

/**
 * An .eml file (RFC 5322, MIME, UTF-8 in quoted-printable) that mail programs open as an unsent draft. Rejects with
 * `input` for accounts that are not addresses: line breaks in them would add headers.
 */
export function mailDraft(draft: MailDraft): string {
  const headers = [
    'X-Unsent: 1',
    `Date: ${mailDate(draft.date)}`,
    ...(draft.from === null ? [] : [`From: ${address(draft.from)}`]),
    `To: ${address(draft.to)}`,
    `Subject: ${headerText(draft.subject.replace(/[\p{Cc}]+/gu, ' '))}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${quotedPrintable(draft.text)}\r\n`;
}
