import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { LockCause, LockState, UnlockMeans } from '../../../src-shared/domain/lock.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import type { Log } from '../../log/log.ts';
import type { Keychain } from '../../secrets/keychain.ts';
import { readLockEntry, writeLockEntry } from '../../secrets/lock-entry.ts';
import type { LockEntry } from '../../secrets/lock-entry.ts';
import { isPassphrase, makeVerifier } from '../../secrets/passphrase-verifier.ts';
import type { LockMark } from './lock-mark.ts';
import { unlockWaitSeconds } from './unlock-wait.ts';

/** What the lock needs. */
export interface LockServiceDeps {
  /** The one in use: the system's, or one in memory where the system's was silent at the start. */
  readonly keychain: Keychain;
  /** The system's own, asked again where a passphrase is set and it was silent. */
  readonly system: Keychain;
  /** Whether a passphrase is set, as the profile remembers it. */
  readonly mark: LockMark;
  /** The keychain's entry of this profile (`secrets/lock-entry.ts`). */
  readonly account: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly log: Log;
  /** scrypt's cost of a new passphrase; tests are cheaper. */
  readonly cost?: number;
  /** After each change of the state. */
  onChanged(state: LockState): void;
  /** Once for each time it locks, after `locked` answers true: clear the clipboard, tear the pages down. */
  onLocked(): void;
}

/** The lock of the app. While it is shut, no call but its own is answered (`ipc/lock-gate.ts`). */
export interface LockService {
  /**
   * Reads what the keychain holds, and locks when a passphrase is set, also where the keychain that holds it is silent:
   * neither a new start nor a silent keychain is a way around it.
   */
  start(): Promise<void>;
  locked(): boolean;
  state(): LockState;
  /** At once; nothing happens when it is locked already. */
  lock(cause: LockCause): void;
  /** Rejects with `passphrase-wrong`, `passphrase-missing`, `unlock-too-soon`, or as the keychain does. */
  unlock(input: ParsedInput<'lock.unlock'>): Promise<LockState>;
  /** Rejects with `passphrase-wrong` when the present one is not given right, or as the keychain does. */
  setPassphrase(input: ParsedInput<'lock.setPassphrase'>): Promise<LockState>;
}

function refuse(reason: string, message: string, hint: string | null = null): RolebookError {
  return new RolebookError({ kind: 'auth', origin: 'main', reason, message, hint });
}

/** Makes the lock, open. */
export function createLockService(deps: LockServiceDeps): LockService {
  const { account, clock, random, log, mark } = deps;
  let { keychain } = deps;
  /** A passphrase is set, and what holds it did not answer yet. */
  let unanswered = false;
  let entry: LockEntry | null = null;
  let lasting = false;
  let shut: { readonly since: string; readonly cause: LockCause } | null = null;
  let failures = 0;
  let waitUntil = 0;
  let last: Promise<unknown> = Promise.resolve();

  const means = (): UnlockMeans => {
    if (unanswered) return 'unknown';
    if (entry?.kind === 'passphrase') return 'passphrase';
    return lasting ? 'keychain' : 'nothing';
  };
  const state = (): LockState => ({
    locked: shut !== null,
    since: shut?.since ?? null,
    cause: shut?.cause ?? null,
    unlockBy: means(),
    tryAgainAt: waitUntil > clock.now() ? new Date(waitUntil).toISOString() : null,
  });

  /** Guesses come one after the other, so that many at once are not free. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act);
    last = turn.catch(() => {});
    return turn;
  };

  const keep = async (next: LockEntry): Promise<void> => {
    await writeLockEntry(keychain, account, next);
    entry = next;
  };

  /** Asks the system's keychain once more; rejects as it does. From then on it is the one in use. */
  const askAgain = async (): Promise<void> => {
    if (!unanswered) return;
    const there = await readLockEntry(deps.system, account);
    keychain = deps.system;
    lasting = true;
    unanswered = false;
    log.info('lock.keychain-answers');
    if (there === null) {
      // Whoever may open the keychain took the entry away, which is the way out of a forgotten passphrase.
      await mark.write(false);
      await keep({ kind: 'presence', nonce: random.uuid() });
    } else entry = there;
    deps.onChanged(state());
  };

  const checkPassphrase = async (passphrase: string | null): Promise<void> => {
    if (entry?.kind !== 'passphrase') return;
    if (passphrase === null) throw refuse('passphrase-missing', 'The passphrase is needed.');
    const wait = Math.ceil((waitUntil - clock.now()) / 1000);
    if (wait > 0) {
      throw refuse('unlock-too-soon', `Try again in ${wait === 1 ? 'a second' : `${wait} seconds`}.`);
    }
    if (await isPassphrase(passphrase, entry)) {
      failures = 0;
      return;
    }
    failures += 1;
    waitUntil = clock.now() + unlockWaitSeconds(failures) * 1000;
    log.warn('lock.passphrase-wrong', { failures });
    throw refuse(
      'passphrase-wrong',
      'This is not the passphrase.',
      'Look at Caps Lock and the keyboard’s language.',
    );
  };

  /** Whoever gets the entry out of the keychain may open it, and so is who uses this account. */
  const checkPresence = async (): Promise<void> => {
    if (!lasting) return;
    const there = await readLockEntry(keychain, account);
    if (entry === null) {
      // It was silent at the start and answers now.
      if (there === null) await keep({ kind: 'presence', nonce: random.uuid() });
      else entry = there;
      await checkPassphrase(null);
      return;
    }
    if (entry.kind === 'presence' && there?.kind === 'presence' && there.nonce === entry.nonce) return;
    // A passphrase set from another window of the same account, or an entry taken away meanwhile.
    if (there !== null) entry = there;
    throw refuse(
      'keychain-entry-gone',
      'The keychain does not hold Rolebook’s entry any more.',
      'Quit Rolebook and start it again; nothing is lost.',
    );
  };

  return {
    locked: () => shut !== null,
    state,
    async start() {
      const [available, marked] = await Promise.all([keychain.available(), mark.read()]);
      lasting = available;
      try {
        entry = await readLockEntry(keychain, account);
        unanswered = marked && !lasting;
        if (unanswered) log.warn('lock.keychain-silent', { passphrase: true });
        else if (entry === null) await keep({ kind: 'presence', nonce: random.uuid() });
        if (!unanswered && lasting && marked !== (entry?.kind === 'passphrase'))
          await mark.write(entry?.kind === 'passphrase');
      } catch {
        // Where no passphrase is set it starts open, and stays shut later until the keychain answers.
        unanswered = marked;
        log.warn('lock.keychain-silent', { passphrase: marked });
      }
      if (unanswered || entry?.kind === 'passphrase') this.lock('start');
    },
    lock(cause) {
      if (shut !== null) return;
      shut = { since: new Date(clock.now()).toISOString(), cause };
      log.info('lock.shut', { cause });
      deps.onLocked();
      deps.onChanged(state());
    },
    unlock: ({ passphrase }) =>
      inTurn(async () => {
        if (shut === null) return state();
        await askAgain();
        await (entry?.kind === 'passphrase' ? checkPassphrase(passphrase) : checkPresence());
        shut = null;
        log.info('lock.opened');
        deps.onChanged(state());
        return state();
      }),
    setPassphrase: ({ current, next }) =>
      inTurn(async () => {
        await askAgain();
        await checkPassphrase(current);
        // Remembered first, and forgotten last: in between the profile says what keeps it shut. In a keychain that ends
        // with the session, the passphrase does so as well.
        if (next !== null && lasting) await mark.write(true);
        await keep(
          next === null
            ? { kind: 'presence', nonce: random.uuid() }
            : await makeVerifier(next, random, deps.cost),
        );
        if (next === null && lasting) await mark.write(false);
        log.info('lock.passphrase-changed', { set: next !== null });
        deps.onChanged(state());
        return state();
      }),
  };
}
