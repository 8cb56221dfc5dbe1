import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCredentialsService } from '../../../../src-main/services/credentials-service.ts';
import { credentialsBench } from '../../../builders/credentials-bench.ts';
import { temporaryFolder } from '../../../builders/opened-mirror.ts';

describe('credentials.emailDraft', () => {
  it('tells how to sign in, without the secret (V34)', async () => {
    const folder = temporaryFolder(onTestFinished);
    const { service, id } = credentialsBench(folder);
    const report = await service.emailDraft({ id, includeSecret: false });
    expect(report).toMatchObject({ outcome: 'written', entries: 1, sealed: false });
    const text = await readFile(join(folder, 'out'), 'utf8');
    expect(text).toContain('To: ada@example.com\r\n');
    expect(text).toContain('by another way than this mail');
    expect(text).not.toContain('Canary');
    expect(service.hasUnhanded()).toBe(true);
  });

  it('holds the secret when asked, which counts as handed over (V34)', async () => {
    const folder = temporaryFolder(onTestFinished);
    const { deps, journal, id } = credentialsBench(folder);
    const marks: unknown[] = [];
    const settled: string[] = [];
    const service = createCredentialsService({
      ...deps,
      writeFile: (path, content, options) => {
        marks.push(options.mark);
        return deps.writeFile(path, content, options);
      },
      settled: async (packageId) => void settled.push(packageId),
    });
    const report = await service.emailDraft({ id, includeSecret: true });
    expect(await readFile(join(folder, 'out'), 'utf8')).toContain('Canary');
    // So that the next start knows of a draft that was written just before a kill.
    expect(journal.rows[0]?.detail['package']).toBe(report.packageId);
    expect(marks).toEqual([report.packageId]);
    expect(settled).toEqual([report.packageId]);
    expect(service.hasUnhanded()).toBe(false);
    expect(journal.rows[0]?.detail).toMatchObject({ includesCredential: true });
  });
});
