import { describe, expect, it } from 'vitest';
import { emptyRun, workspaceSetting } from '../../builders/workspace-bench.ts';

describe('the time of the next pull', () => {
  const left = ({ timers }: ReturnType<typeof workspaceSetting>) =>
    timers.filter(({ cancelled }) => !cancelled).map(({ milliseconds }) => milliseconds);

  it('is not set by a pull that ends while its tenant is closed', async () => {
    const setting = workspaceSetting({ pullByItself: true });
    const { workspace, session, pull } = setting;
    await workspace.open(session, '/tenant');
    const run = workspace.pull({ full: false });
    const closing = workspace.close();
    pull.runs[0]?.end(emptyRun);
    await Promise.all([run, closing]);
    expect(left(setting)).toEqual([]);
  });

  it('is not set either, and none begins, while the push of a tenant that is closed comes to its end', async () => {
    const setting = workspaceSetting({ pullByItself: true, link: 'offline' });
    const { workspace, session, pull, pushStops } = setting;
    await workspace.open(session, '/tenant');
    const stopped = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    pushStops(() => {
      asked.resolve();
      return stopped.promise;
    });
    const closing = workspace.close();
    await asked.promise;
    setting.setLink({ link: 'online', problem: null });
    expect(left(setting)).toEqual([]);
    expect(() => workspace.pull({ full: false })).toThrow('No tenant is open');
    stopped.resolve();
    await closing;
    expect(pull.runs).toEqual([]);
    await workspace.open(session, '/tenant');
    expect(left(setting)).toHaveLength(1);
  });
});
