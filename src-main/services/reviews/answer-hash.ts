import { createHash, createHmac } from 'node:crypto';
import type { Hmac } from '../../../src-shared/reviews/seal-answer.ts';

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** HMAC-SHA-256 as Node has it. */
export const nodeHmac: Hmac = (keyBase64, text) =>
  Promise.resolve(createHmac('sha256', Buffer.from(keyBase64, 'base64')).update(text, 'utf8').digest('hex'));
