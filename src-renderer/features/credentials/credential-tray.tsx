import { useReducer } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal, Popover } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useCredentials } from '../../stores/stores-context.tsx';
import { CredentialPanel } from '../../ui/credential-panel/credential-panel.tsx';
import { ExportSection } from '../../ui/credential-panel/export-section.tsx';
import type { CredentialTrayProps } from '../../ui/slots.tsx';
import { sortTray } from './tray-model.ts';
import { TrayList } from './tray-list.tsx';
import { useAnnouncedArrivals } from './use-announced-arrivals.ts';
import { closedTray, tickedOf, trayReducer } from './tray-reducer.ts';
import classes from './credential-tray.module.css';

/** The credentials issued since the start of the app: how many still wait, and everything to hand them over. */
export function CredentialTray(props: CredentialTrayProps): ReactNode {
  const list = useCredentials((store) => store.list);
  const [state, dispatch] = useReducer(trayReducer, closedTray);
  useAnnouncedArrivals((ids) =>
    dispatch(ids.length === 1 ? { type: 'show', id: ids[0] ?? null } : { type: 'open', opened: true }),
  );
  const waiting = sortTray(list).waiting.length;
  const shown = list.find((credential) => credential.id === state.shown) ?? null;
  const ticked = tickedOf(state, list);
  const words =
    waiting === 0
      ? 'Credentials: none to hand over'
      : waiting === 1
        ? 'Credentials: 1 to hand over'
        : `Credentials: ${waiting} to hand over`;

  return (
    <>
      <Popover
        opened={state.opened}
        onChange={(opened) => dispatch({ type: 'open', opened })}
        position="bottom-end"
        width={440}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            className={classes.button ?? ''}
            title={words}
            data-credential-tray
            onClick={() => dispatch({ type: 'open', opened: !state.opened })}
          >
            <IconKey size={16} aria-hidden />
            {props.compact !== true && (
              <span className={classes.word} aria-hidden>
                Credentials
              </span>
            )}
            <span className="rb-hidden">{words}</span>
            {waiting > 0 && (
              <span className={classes.badge} aria-hidden data-waiting>
                {waiting}
              </span>
            )}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Credentials" p={0}>
          <TrayList list={list} state={state} ticked={ticked} dispatch={dispatch} />
        </Popover.Dropdown>
      </Popover>
      <Modal
        opened={shown !== null}
        onClose={() => dispatch({ type: 'show', id: null })}
        title={shown === null ? '' : `Credential of ${shown.account}`}
        size={640}
      >
        {shown !== null && (
          <CredentialPanel credential={shown} onDone={() => dispatch({ type: 'show', id: null })} />
        )}
      </Modal>
      <Modal
        opened={state.exporting && ticked.length > 0}
        onClose={() => dispatch({ type: 'export', exporting: false })}
        title={ticked.length === 1 ? 'Export 1 credential' : `Export ${ticked.length} credentials`}
        size={560}
      >
        <ExportSection credentials={list.filter(({ id }) => ticked.includes(id))} />
      </Modal>
    </>
  );
}
