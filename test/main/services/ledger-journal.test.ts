import { describe, expect, it, vi } from 'vitest';
import { createLedgerJournal } from '../../../src-main/services/ledger-journal.ts';

describe('createLedgerJournal', () => {
  it('adds who did it and how it ended', async () => {
    const append = vi.fn();
    const journal = createLedgerJournal({ rows: () => ({ append }), actor: () => 'root@example.com' });
    await journal.append({
      verb: 'user.create',
      object: 'a@example.com',
      detail: { act: '1' },
      result: 'done',
    });
    expect(append.mock.calls).toEqual([
      [
        {
          actor: 'root@example.com',
          verb: 'user.create',
          object: 'a@example.com',
          detail: { act: '1', result: 'done' },
        },
      ],
    ]);
  });
});
