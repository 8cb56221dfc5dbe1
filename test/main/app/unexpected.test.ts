import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { noteUnexpected } from '../../../src-main/app/unexpected.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';

it.each(['uncaughtException', 'unhandledRejection'])('notes an %s without its text', (event) => {
  const process = new EventEmitter();
  const log = createRecordingLog();
  noteUnexpected(process as never, log);
  process.emit(event, new TypeError('cannot copy s3cret\n    at s3cret (s3cret.js:1:2)'));
  process.emit(event, 's3cret');
  const text = JSON.stringify(log.lines);
  expect(text).not.toContain('s3cret');
  expect(text).toMatch(/TypeError/);
  expect(text).toMatch(/unexpected\.test\.ts:\d+:\d+/);
  expect(log.lines).toHaveLength(2);
});
