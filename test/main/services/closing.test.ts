import { expect, test } from 'vitest';
import { createClosing } from '../../../src-main/services/closing.ts';

test('what was opened last is closed first, each once and whatever becomes of the others', async () => {
  const done: string[] = [];
  const closing = createClosing();
  closing.add(() => void done.push('folder'));
  closing.add(() => {
    done.push('ledger');
    throw new Error('the ledger is full');
  });
  closing.add(async () => {
    await Promise.resolve();
    done.push('mirror');
    throw new Error('the mirror is gone');
  });
  const [first, second] = [closing.close(), closing.close()];
  await expect(first).rejects.toThrow('the mirror is gone');
  await expect(second).rejects.toThrow('the mirror is gone');
  expect(done).toEqual(['mirror', 'ledger', 'folder']);
});
