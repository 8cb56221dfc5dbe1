import type { LockState } from '../../../src-shared/domain/lock.ts';
import type { LockView } from '../../../src-shared/ipc/lock-contract.ts';
import type { Settings } from '../../../src-shared/ipc/settings-contract.ts';
import type { LockService } from './lock-service.ts';

/** The lock as windows call it, with how a locked one is to look. */
export function lockCallsOf(
  lock: LockService,
  settings: () => Settings,
): Pick<LockService, 'unlock' | 'setPassphrase'> & { view(): Promise<LockView>; now(): LockState } {
  return {
    view: async () => {
      const { theme, contrast, density } = settings();
      return { ...lock.state(), look: { theme, contrast, density } };
    },
    now: () => {
      lock.lock('asked');
      return lock.state();
    },
    unlock: (input) => lock.unlock(input),
    setPassphrase: (input) => lock.setPassphrase(input),
  };
}
