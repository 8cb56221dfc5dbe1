import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog, type LogLevel } from '../../../src-main/log/create-log.ts';
import { redactFields, redactText } from '../../../src-main/log/redact.ts';
import { openRotatingFile } from '../../../src-main/log/rotating-file.ts';

function logged(level: LogLevel) {
  const lines: string[] = [];
  const log = createLog({
    level,
    clock: { now: () => 1_700_000_000_000 },
    write: (line) => lines.push(line),
  });
  return { log, lines };
}

test('one event is one line of JSON, with the time it was given', () => {
  const { log, lines } = logged('info');
  log.info('link', { link: 'online', count: 3, gone: undefined, none: null });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/\n$/);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'info',
    time: '2023-11-14T22:13:20.000Z',
    event: 'link',
    link: 'online',
    count: 3,
    none: null,
  });
});

test('a value with line breaks cannot forge a second line', () => {
  const { log, lines } = logged('info');
  log.warn('odd', { name: 'a\n{"level":"info","event":"forged"}\r\u2028b' });
  expect(
    lines
      .join('')
      .trimEnd()
      .split(/[\n\r\u2028]/),
  ).toHaveLength(1);
});

test('levels below the chosen one cost nothing and write nothing', () => {
  const { log, lines } = logged('warn');
  log.debug('a');
  log.info('b');
  log.warn('c');
  log.error('d');
  expect(lines.map((line): unknown => JSON.parse(line)?.event)).toEqual(['c', 'd']);
});

describe('redaction', () => {
  test.each(['password', 'clientSecret', 'refreshToken', 'Authorization', 'set-cookie', 'passphrase'])(
    'by name: %s',
    (name) => {
      expect(redactFields({ [name]: 'sesame' })).toEqual({ [name]: '[redacted]' });
    },
  );

  test.each([
    ['got eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl back', 'got [token] back'],
    ['Bearer abc.def-ghi', 'Bearer [redacted]'],
    ['https://ada:sesame@tenant.example.com/x', 'https://[redacted]@tenant.example.com/x'],
    ['/token?client_secret=sesame&x=1', '/token?client_secret=[redacted]&x=1'],
    ['user ada.lovelace+x@mail.example.com failed', 'user …@mail.example.com failed'],
    ['/api?search=ada%40example.com', '/api?search=…@example.com'],
    ['open /home/ada/.config/rolebook/x', 'open ~/.config/rolebook/x'],
    ['C:\\Users\\Ada\\AppData', '~\\AppData'],
    ['nothing to hide 404', 'nothing to hide 404'],
  ])('in text: %s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test('long texts are cut', () => {
    expect(redactText('x'.repeat(10_000))).toHaveLength(501);
  });
});

describe('the file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rolebook-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is private, rotates, and keeps only so many', () => {
    const file = openRotatingFile({
      folder: join(folder, 'logs'),
      name: 'rolebook.log',
      maxBytes: 20,
      files: 3,
    });
    for (const word of ['first', 'second', 'third', 'fourth', 'fifth']) file.write(`${word} line here\n`);
    file.close();
    const read = (name: string): string => readFileSync(join(folder, 'logs', name), 'utf8');
    expect(readdirSync(join(folder, 'logs')).toSorted()).toEqual([
      'rolebook.log',
      'rolebook.log.1',
      'rolebook.log.2',
    ]);
    expect([read('rolebook.log.2'), read('rolebook.log.1'), read('rolebook.log')]).toEqual([
      'third line here\n',
      'fourth line here\n',
      'fifth line here\n',
    ]);
    expect(statSync(join(folder, 'logs', 'rolebook.log')).mode & 0o777).toBe(0o600);
  });

  test('goes on where an earlier run stopped', () => {
    const options = { folder, name: 'rolebook.log', maxBytes: 1000, files: 2 };
    for (const line of ['one\n', 'two\n']) {
      const file = openRotatingFile(options);
      file.write(line);
      file.close();
    }
    expect(readFileSync(join(folder, 'rolebook.log'), 'utf8')).toBe('one\ntwo\n');
  });

  test('a disk that refuses does not stop the app', () => {
    writeFileSync(join(folder, 'not-a-folder'), '');
    const file = openRotatingFile({
      folder: join(folder, 'not-a-folder'),
      name: 'x',
      maxBytes: 10,
      files: 2,
    });
    expect(() => file.write('lost\n')).not.toThrow();
    file.close();
  });
});
