import { X509Certificate } from 'node:crypto';

/** When a certificate ends, RFC 3339; `unreadable` for a text that is none. PEM, or its base64 alone as tenants send it. */
export function certificateEnds(text: string): string {
  const pem = text.includes('-----BEGIN')
    ? text
    : `-----BEGIN CERTIFICATE-----\n${text.replaceAll(/\s+/g, '').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
  try {
    const ends = new X509Certificate(pem).validToDate;
    return Number.isNaN(ends.getTime()) ? 'unreadable' : ends.toISOString();
  } catch {
    return 'unreadable';
  }
}
