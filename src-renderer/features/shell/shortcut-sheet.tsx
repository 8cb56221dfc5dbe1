import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { Kbd } from '../../ui/kbd.tsx';
import { shortcutSheet } from './shortcuts.ts';
import classes from './shell.module.css';

/** Every shortcut there is. */
export function ShortcutSheet(props: { opened: boolean; onClose: () => void }): ReactNode {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Keyboard" size={680}>
      <div className={classes.sheet}>
        {shortcutSheet.map((section) => (
          <section key={section.title}>
            <h3>{section.title}</h3>
            <dl>
              {section.lines.map(([keys, what]) => (
                <div key={keys} className={classes.shortcut}>
                  <dt>{what}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
