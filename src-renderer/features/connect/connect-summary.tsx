import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconBan, IconCircleCheck } from '@tabler/icons-react';
import type { OpenTenant } from '../../../src-shared/ipc/tenants-contract.ts';
import { focusOnMount } from '../../ui/findings/focus-on-mount.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { sortAbilities } from './ability-words.ts';
import classes from './connect.module.css';

/** What was found: the product version, who is signed in, and what they may not do, with reasons. */
export function ConnectSummary(props: { tenant: OpenTenant; onStart: () => void }): ReactNode {
  const { tenant } = props;
  const { allowed, refused } = sortAbilities(tenant.abilities);
  return (
    <section className={classes.summary} aria-label="Connected" data-connected={tenant.connection.label}>
      <h2 className={classes.summaryTitle} aria-live="polite">
        <IconCircleCheck size={20} aria-hidden /> Connected to {tenant.connection.label}
      </h2>
      <dl className={classes.facts}>
        <dt>Product</dt>
        <dd>{tenant.productText}</dd>
        <dt>Address</dt>
        <dd>{tenant.connection.url}</dd>
        <dt>Signed in as</dt>
        <dd>
          <SuspiciousText text={tenant.actor} />
        </dd>
      </dl>
      {refused.length === 0 ? (
        <p className={classes.note}>You may do everything that Rolebook can do here.</p>
      ) : (
        <div>
          <h3>What you cannot do here</h3>
          <ul className={classes.abilities}>
            {refused.map((ability) => (
              <li key={ability.id} data-refused={ability.id}>
                <IconBan size={16} aria-hidden />
                <span>
                  <strong>{ability.name}</strong>
                  <span>{ability.reason}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {refused.length > 0 && allowed.length > 0 && (
        <p className={classes.note}>
          What you may do: {allowed.map((ability) => lower(ability.name)).join(', ')}.
        </p>
      )}
      <div className={classes.foot}>
        <Button onClick={props.onStart} ref={focusOnMount} data-start>
          Start
        </Button>
      </div>
    </section>
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
