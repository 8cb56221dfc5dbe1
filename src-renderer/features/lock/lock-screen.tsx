import { Button, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { LockState } from '../../../src-shared/domain/lock.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { causeWords, forgottenWords, meansWords } from './lock-words.ts';
import classes from './lock.module.css';

/** See {@link LockScreen}. */
export interface LockScreenProps {
  readonly state: LockState;
}

/**
 * All that a locked window shows. Opening the lock is told to every window by the main process, this one included; the
 * screen itself only asks.
 */
export function LockScreen({ state }: LockScreenProps): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const act = useAct('lock.unlock');
  const byPassphrase = state.unlockBy === 'passphrase';
  const wrong = act.error?.reason === 'passphrase-wrong' || act.error?.reason === 'unlock-too-soon';
  const form = useRef<HTMLFormElement>(null);
  // The one thing to do here takes the keyboard at once: there is nothing before it that could be missed.
  useEffect(() => {
    document.title = 'Rolebook – locked';
    form.current?.querySelector<HTMLElement>('input, button[type="submit"]')?.focus();
  }, []);

  const unlock = async (): Promise<void> => {
    const outcome = await act.run({ passphrase: byPassphrase ? passphrase : null });
    if (!outcome.ok) setPassphrase('');
  };

  return (
    <main className={classes.screen}>
      <form
        ref={form}
        className={classes.card}
        aria-labelledby="lock-title"
        onSubmit={(submit) => {
          submit.preventDefault();
          void unlock();
        }}
      >
        <IconLock size={28} aria-hidden className={classes.mark} />
        <h1 id="lock-title">Rolebook is locked</h1>
        {state.cause !== null && <p>{causeWords[state.cause]}</p>}
        <p className={classes.quiet}>{meansWords[state.unlockBy]}</p>
        {byPassphrase && (
          <PasswordInput
            label="Passphrase"
            value={passphrase}
            autoComplete="off"
            aria-invalid={wrong}
            error={wrong ? `${act.error?.message} ${act.error?.hint ?? ''}` : undefined}
            onChange={(change) => {
              setPassphrase(change.currentTarget.value);
              act.clear();
            }}
          />
        )}
        {act.error !== null && !wrong && (
          // What to do about a silent keychain stands above; its own hint is about signing in.
          <ErrorNote error={state.unlockBy === 'unknown' ? { ...act.error, hint: null } : act.error} />
        )}
        <Button type="submit" fullWidth loading={act.busy} disabled={byPassphrase && passphrase === ''}>
          {state.unlockBy === 'unknown' ? 'Try again' : 'Unlock'}
        </Button>
        {byPassphrase && <p className={classes.quiet}>{forgottenWords}</p>}
      </form>
    </main>
  );
}
