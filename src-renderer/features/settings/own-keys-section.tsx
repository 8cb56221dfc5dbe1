import type { ReactNode } from 'react';
import { useTenant } from '../../stores/stores-context.tsx';
import { useSlots } from '../../ui/slots.tsx';
import classes from './settings.module.css';

/** The access keys of whoever is signed in to the open tenant. */
export function OwnKeysSection(): ReactNode {
  const tenant = useTenant((store) => store.current);
  const { OwnKeys } = useSlots();
  if (tenant === null) return null;
  return (
    <section className={classes.section} aria-labelledby="settings-own-keys">
      <h2 id="settings-own-keys">Your access keys</h2>
      {/* Another tenant, another list. */}
      <OwnKeys key={`${tenant.connection.key} ${tenant.actor}`} />
    </section>
  );
}
