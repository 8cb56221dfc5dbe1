import { Button, Group, Modal, PasswordInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { shortestLockPassphrase } from '../../../src-shared/domain/lock.ts';
import type { UnlockMeans } from '../../../src-shared/domain/lock.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useSettings } from '../../stores/stores-context.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { Setting } from './setting.tsx';
import classes from './settings.module.css';

const minutes = [1, 2, 5, 10, 15, 30, 60];
const never = 'never';

const unlockText: Readonly<Record<UnlockMeans, string>> = {
  passphrase: 'A passphrase is set: it opens the lock, and Rolebook starts locked.',
  keychain: 'None is set: whoever can open your keychain can open the lock.',
  nothing: 'None is set and this machine has no keychain: whoever sits here can open the lock.',
  unknown: 'A passphrase is set, and the keychain that holds it does not answer.',
};

/** When Rolebook locks, and what opens it. */
export function LockSection(): ReactNode {
  const { settings, change } = useSettings((mirror) => mirror);
  const state = useCall('lock.state', {});
  const lockNow = useAct('lock.now');
  const [asking, setAsking] = useState<'set' | 'change' | 'remove' | null>(null);
  const means = state.data?.unlockBy ?? null;
  const chosen = settings.lockAfterMinutes;
  const choices = chosen === null || minutes.includes(chosen) ? minutes : [...minutes, chosen];

  return (
    <section className={classes.section} aria-labelledby="settings-lock">
      <h2 id="settings-lock">Lock</h2>
      <Setting
        label="Lock by itself"
        text="When nobody touches this machine, and always when it sleeps or its screen is locked."
      >
        <Select
          aria-label="Lock by itself"
          w={170}
          allowDeselect={false}
          value={chosen === null ? never : String(chosen)}
          data={[
            ...choices.map((each) => ({
              value: String(each),
              label: `After ${each === 1 ? 'a minute' : `${each} minutes`}`,
            })),
            { value: never, label: 'Not when idle' },
          ]}
          onChange={(value) => void change({ lockAfterMinutes: value === never ? null : Number(value) })}
        />
      </Setting>
      <Setting label="Passphrase" text={means === null ? '' : unlockText[means]}>
        <Group gap="xs" wrap="nowrap">
          {means === 'passphrase' || means === 'unknown' ? (
            <>
              <Button variant="default" onClick={() => setAsking('change')}>
                Change…
              </Button>
              <Button variant="default" onClick={() => setAsking('remove')}>
                Remove…
              </Button>
            </>
          ) : (
            <Button variant="default" disabled={means === null} onClick={() => setAsking('set')}>
              Set a passphrase…
            </Button>
          )}
        </Group>
      </Setting>
      <Setting
        label="Lock now"
        text="Takes everything off the screen and out of this window. Syncing goes on; a new user, new rules or a role that you were at come back after it, other dialogs do not."
      >
        <Button variant="default" loading={lockNow.busy} onClick={() => void lockNow.run({})}>
          Lock
        </Button>
      </Setting>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === null ? '' : `${titles[asking]} the passphrase`}
      >
        {asking !== null && (
          <PassphraseForm
            what={asking}
            onDone={() => {
              setAsking(null);
              state.reload();
            }}
            onKeep={() => setAsking(null)}
          />
        )}
      </Modal>
    </section>
  );
}

const titles = { set: 'Set', change: 'Change', remove: 'Remove' } as const;

function PassphraseForm(props: {
  what: 'set' | 'change' | 'remove';
  onDone: () => void;
  onKeep: () => void;
}): ReactNode {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const act = useAct('lock.setPassphrase');
  const asksCurrent = props.what !== 'set';
  const asksNext = props.what !== 'remove';
  const tooShort = next.length < shortestLockPassphrase;
  const ready = (!asksCurrent || current !== '') && (!asksNext || (!tooShort && next === again));

  const save = async (): Promise<void> => {
    const outcome = await act.run({
      current: asksCurrent ? current : null,
      next: asksNext ? next : null,
    });
    if (outcome.ok) props.onDone();
  };

  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        if (ready) void save();
      }}
    >
      <Stack gap="md">
        {asksCurrent && (
          <PasswordInput
            label="Present passphrase"
            value={current}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        )}
        {asksNext && (
          <>
            <PasswordInput
              label="New passphrase"
              description={`At least ${shortestLockPassphrase} characters; several words are best.`}
              value={next}
              autoComplete="off"
              {...(asksCurrent ? {} : { 'data-autofocus': true })}
              error={
                next !== '' && tooShort ? `Still ${shortestLockPassphrase - next.length} short.` : undefined
              }
              onChange={(event) => setNext(event.currentTarget.value)}
            />
            <PasswordInput
              label="Once more"
              value={again}
              autoComplete="off"
              error={again !== '' && again !== next ? 'Not the same as above.' : undefined}
              onChange={(event) => setAgain(event.currentTarget.value)}
            />
          </>
        )}
        {act.error !== null && <ErrorNote error={act.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onKeep}>
            Cancel
          </Button>
          <Button type="submit" loading={act.busy} disabled={!ready}>
            {titles[props.what]} passphrase
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
