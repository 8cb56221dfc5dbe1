import { Buffer } from 'node:buffer';

const lineLimit = 76;

function encodeByte(byte: number): string {
  return `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function encodeLine(line: string): string {
  const pieces: string[] = [];
  const bytes = Buffer.from(line, 'utf8');
  bytes.forEach((byte, position) => {
    const last = position === bytes.length - 1;
    const blank = byte === 0x20 || byte === 0x09;
    const plain = (byte > 0x20 && byte < 0x7f && byte !== 0x3d) || (blank && !last);
    pieces.push(plain ? String.fromCharCode(byte) : encodeByte(byte));
  });
  const lines: string[] = [];
  let current = '';
  for (const piece of pieces) {
    if (current.length + piece.length > lineLimit - 1) {
      lines.push(`${current}=`);
      current = '';
    }
    current += piece;
  }
  lines.push(current);
  return lines.join('\r\n');
}

/** A text in quoted-printable (RFC 2045 §6.7): UTF-8 bytes, CRLF line ends, no line over 76 characters. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(encodeLine)
    .join('\r\n');
}
