import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSettings, useStores } from '../../stores/stores-context.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { Setting } from './setting.tsx';
import classes from './settings.module.css';

const days = [1, 2, 3, 5, 7, 10, 14, 30];
const never = 'never';

/** When to be reminded of credentials that were handed over and not used. */
export function HandOverSection(): ReactNode {
  const { settings, change } = useSettings((mirror) => mirror);
  const { credentials } = useStores();
  const chosen = settings.remindAfterDays;
  const choices = chosen === null || days.includes(chosen) ? days : [...days, chosen];
  const set = async (value: string | null): Promise<void> => {
    await change({ remindAfterDays: value === never ? null : Number(value) });
    await credentials.getState().loadUncollected();
  };
  return (
    <section className={classes.section} aria-labelledby="settings-hand-overs">
      <h2 id="settings-hand-overs">Hand-overs</h2>
      <Setting
        label="Remind of what was not collected"
        text="When a credential was handed over and no sign-in was seen since. Not where the tenant’s version tells of no sign-ins."
      >
        <Select
          aria-label="Remind of what was not collected"
          w={170}
          allowDeselect={false}
          value={chosen === null ? never : String(chosen)}
          data={[
            ...choices.map((each) => ({ value: String(each), label: `After ${counted(each, 'day')}` })),
            { value: never, label: 'Never' },
          ]}
          onChange={(value) => void set(value)}
        />
      </Setting>
    </section>
  );
}
