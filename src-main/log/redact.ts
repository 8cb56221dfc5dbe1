import type { LogFields } from './log.ts';

/** Field names whose values never enter a log, whatever they hold. */
const secretName = /secret|password|passphrase|token|authorization|cookie|credential$/i;

/** Things inside a text that could be a secret or a person, and what stands in their place. Order matters. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{4,}\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi, '$1[redacted]@'],
  [/([?&](?:[\w-]*(?:secret|token|password|code)[\w-]*)=)[^&\s]+/gi, '$1[redacted]'],
  [/[\w.!#$%'*+^`{|}~-]+(?:@|%40)((?:[\w-]+\.)+[\w-]+)/g, '…@$1'],
  [/(?:\/(?:home|Users)\/|[A-Z]:\\Users\\)[^/\\\s"']+/g, '~'],
];

const longest = 500;

/** A text fit for a log: without tokens, passwords in addresses, people's e-mails and home folders; one line, cut. */
export function redactText(text: string): string {
  const clean = patterns.reduce((rest, [pattern, stand]) => rest.replace(pattern, stand), text);
  const line = clean.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Fields fit for a log. Names say what is secret; texts are cleaned besides, in case a name did not. */
export function redactFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        if (secretName.test(name)) return [name, '[redacted]'];
        return [name, typeof value === 'string' ? redactText(value) : value];
      }),
  );
}
