import type { ReactNode } from 'react';
import { IconChevronRight, IconFlask, IconServer2 } from '@tabler/icons-react';
import type { Connection } from '../../../src-shared/domain/tenant.ts';
import classes from './connect.module.css';

/** The tenants that were connected before; opening one shows its mirror at once. */
export function KnownTenants(props: {
  connections: readonly Connection[];
  onOpen: (connection: Connection) => void;
}): ReactNode {
  return (
    <section aria-label="Known tenants">
      <h2 className={classes.title}>Known tenants</h2>
      <ul className={classes.known}>
        {props.connections.map((connection) => {
          const Icon = connection.isDemo ? IconFlask : IconServer2;
          return (
            <li key={connection.key}>
              <button
                type="button"
                onClick={() => props.onOpen(connection)}
                data-known-tenant={connection.label}
              >
                <Icon size={18} aria-hidden />
                <span className={classes.knownName}>
                  <strong>{connection.label}</strong>
                  <span>{connection.account}</span>
                </span>
                <span className={classes.knownNote}>
                  {connection.isDemo || connection.hasSecret ? 'signs in by itself' : 'asks to sign in'}
                </span>
                <IconChevronRight size={16} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
