import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPacketPage } from '../../../../src-main/files/packets/read-packet-page.ts';
import { temporaryFolder } from '../../../builders/opened-mirror.ts';

test('a page that was never built is told in words, with what can be done', async () => {
  const path = join(temporaryFolder(onTestFinished), 'packet.html');
  await expect(readPacketPage(path)).rejects.toMatchObject({
    body: { reason: 'packet-page-missing', hint: expect.stringContaining('npm run build') },
  });
  writeFileSync(path, '<p>page');
  await expect(readPacketPage(path)).resolves.toBe('<p>page');
});
