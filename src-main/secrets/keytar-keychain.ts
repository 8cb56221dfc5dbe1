import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import type { Keychain } from './keychain.ts';
import { checkedSecret } from './secret-size.ts';

/** The part of keytar that is used. */
export interface KeytarModule {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** What the keychain works with. */
export interface KeytarKeychainDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** Name under which the entries lie. */
  readonly service?: string;
  /** Loads keytar; it fails where the system's library is missing. */
  readonly load?: () => Promise<KeytarModule>;
  /** A locked keychain may ask the user first; longer than this counts as no answer. */
  readonly patienceMs?: number;
}

/** keytar is a CommonJS module: bundlers and Node put its functions in different places. */
async function loadKeytar(): Promise<KeytarModule> {
  const module = await import('keytar');
  return 'default' in module ? module.default : module;
}

/** The operating system's keychain: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux. */
export function createKeytarKeychain(deps: KeytarKeychainDeps): Keychain {
  const service = deps.service ?? 'Rolebook';
  let loading: Promise<KeytarModule> | null = null;

  async function ask<T>(what: (keytar: KeytarModule) => Promise<T>): Promise<T> {
    loading ??= (deps.load ?? loadKeytar)();
    try {
      return await within(deps.clock, deps.patienceMs ?? 30_000, loading.then(what));
    } catch (error) {
      throw error instanceof RolebookError ? error : failed(error);
    }
  }

  return {
    available: () =>
      ask((keytar) => keytar.getPassword(service, 'rolebook-probe')).then(
        () => true,
        () => false,
      ),
    get: (account) => ask((keytar) => keytar.getPassword(service, account)),
    set: async (account, secret) => {
      checkedSecret(secret);
      await ask((keytar) => keytar.setPassword(service, account, secret));
    },
    delete: (account) => ask((keytar) => keytar.deletePassword(service, account)),
  };
}

function within<T>(clock: Pick<Clock, 'after'>, milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const undo = clock.after(milliseconds, () =>
      reject(
        new RolebookError({
          kind: 'keychain',
          origin: 'keychain',
          reason: 'keychain-silent',
          retryable: true,
          message: 'The system’s keychain does not answer.',
          hint: 'Unlock it, then try again.',
        }),
      ),
    );
    work.then(resolve, reject).finally(undo);
  });
}

/** The system's own text stays out: it is not ours and could hold anything. */
function failed(cause: unknown): RolebookError {
  return new RolebookError(
    {
      kind: 'keychain',
      origin: 'keychain',
      reason: 'keychain-failed',
      retryable: true,
      message: 'The system’s keychain refused.',
      hint: 'Unlock it, then try again; without it, sign-in lasts for this session only.',
    },
    { cause },
  );
}
