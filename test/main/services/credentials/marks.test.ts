import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCredentialsService } from '../../../../src-main/services/credentials-service.ts';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import { credentialsBench } from '../../../builders/credentials-bench.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-marks-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bench = (answer?: string | null) => credentialsBench(folder, answer);

describe('what is to be missed at the next start', () => {
  const seal = { kind: 'plain', confirmed: true } as const;
  it.each<[string, boolean, (b: ReturnType<typeof bench>) => Promise<unknown>]>([
    ['a copy of the secret', true, (b) => b.service.copy({ id: b.id, part: 'secret' })],
    ['a copy of the account', false, (b) => b.service.copy({ id: b.id, part: 'account' })],
    ['an export', true, (b) => b.service.export({ ids: [b.id], format: 'chrome-csv', seal })],
    ['a draft with it', true, (b) => b.service.emailDraft({ id: b.id, includeSecret: true })],
    ['a draft without it', false, (b) => b.service.emailDraft({ id: b.id, includeSecret: false })],
    ['showing it in the window', false, (b) => b.service.reveal({ id: b.id })],
    [
      'showing it in the terminal',
      true,
      (b) => createCredentialsService({ ...b.deps, revealHandsOver: true }).reveal({ id: b.id }),
    ],
    ['forgetting it', true, (b) => b.service.discard({ ids: [b.id] })],
    ['the end of the app', false, (b) => b.service.close()],
  ])('%s: the mark goes %s', async (_, goes, act) => {
    const b = bench();
    await act(b);
    expect(b.ended).toEqual(goes ? [['k1', b.id]] : []);
  });

  it('stays marked when an export was not written', async () => {
    const b = bench(null);
    await b.service.export({ ids: [b.id], format: 'chrome-csv', seal });
    expect(b.ended).toEqual([]);
  });

  it('is handed over all the same when the mark cannot be taken away', async () => {
    const b = bench();
    const endMarks = (): void => {
      throw new RolebookError({ kind: 'storage', origin: 'db', reason: 'disk-full', message: 'Full.' });
    };
    const service = createCredentialsService({
      ...b.deps,
      ledgers: { ...b.deps.ledgers, endMarks },
    });
    await service.copy({ id: b.id, part: 'secret' });
    expect(b.tray.list()[0]?.handedOver).toBe(true);
    expect(b.logged).toContain('credential.mark-left');
  });

  it('is told of the open tenant, and dismissed with a row in the journal', async () => {
    const b = bench();
    const mark = (credentialId: string, name: string) => ({
      credentialId,
      changeId: 'change-1',
      kind: 'temporary-password' as const,
      subjectId: `u-${name}`,
      name,
      issuedAt: '2026-01-02T00:00:00Z',
    });
    const service = createCredentialsService({
      ...b.deps,
      openTenant: () => ({
        owner: { key: 'k1', actor: 'root@example.com' },
        marks: [mark(b.id, 'ada@example.com'), mark('gone', 'bob@example.com')],
        changes: () => [],
      }),
    });
    expect(service.missed()).toEqual([
      {
        id: 'gone',
        kind: 'temporary-password',
        subjectId: 'u-bob@example.com',
        name: 'bob@example.com',
        issuedAt: '2026-01-02T00:00:00Z',
      },
    ]);
    await service.dismissMissed({ ids: ['gone', b.id] });
    expect(b.ended).toEqual([['k1', 'gone']]);
    expect(b.journal.lines()).toEqual(['credential.dismiss intended', 'credential.dismiss done']);
  });
});
