import type { LockCause, UnlockMeans } from '../../../src-shared/domain/lock.ts';

/** Why it is locked, as a sentence. */
export const causeWords: Readonly<Record<LockCause, string>> = {
  idle: 'Nobody has touched this machine for a while.',
  suspend: 'This machine went to sleep.',
  screen: 'The screen was locked.',
  asked: 'You locked it.',
  start: 'A passphrase is set, so Rolebook starts locked.',
};

/** What opens it, and what that proves. */
export const meansWords: Readonly<Record<UnlockMeans, string>> = {
  passphrase: 'Enter the passphrase of this lock.',
  keychain: 'Your keychain opens it; if the keychain is locked, the system asks for its password.',
  nothing: 'This machine has no keychain and no passphrase is set: whoever sits here can open it.',
  unknown:
    'The keychain that holds what proves it does not answer. Unlock the keychain of this system or start its service, then try again.',
};

/** What to do about a passphrase that nobody remembers. */
export const forgottenWords =
  'Forgotten? Remove the entry “Rolebook / lock …” with your system’s own keychain tool, then start Rolebook again. Whoever may open that keychain may do that, and nothing is lost.';
