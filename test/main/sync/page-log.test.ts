import { closeSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PageLog } from '../../../src-main/sync/page-log.ts';
import { temporaryFolder } from '../../builders/opened-mirror.ts';

test('a log that is closed and then removed closes no file of another', () => {
  const folder = temporaryFolder(onTestFinished);
  const log = new PageLog(join(folder, 'mirror-pull.pages'));
  log.close();
  // Gets the number that the log's file had.
  const other = openSync(join(folder, 'other'), 'w');
  log.remove();
  expect(fstatSync(other).isFile()).toBe(true);
  closeSync(other);
});
