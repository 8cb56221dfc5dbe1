import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useMirror, useRoles } from '../../stores/stores-context.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { countText } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { matchingItems } from './palette-items.ts';
import type { PaletteCommand, PaletteGroup, PaletteItem } from './palette-items.ts';
import { roleItems } from './palette-roles.ts';
import { useFound } from './use-found.ts';
import classes from './command-palette.module.css';

const what = 'Find pages, actions, people, roles and scopes';

/** Ctrl/Cmd+K: pages, actions and everything the tables hold by a few letters. */
export function CommandPalette(props: {
  opened: boolean;
  onClose: () => void;
  onCommand: (command: PaletteCommand) => void;
}): ReactNode {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={560}
      padding={0}
      attributes={{ content: { 'aria-label': 'Find anything' } }}
    >
      <Palette {...props} />
    </Modal>
  );
}

function Palette(props: { onClose: () => void; onCommand: (command: PaletteCommand) => void }): ReactNode {
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement | null>(null);
  // Before the next key can come, not after the dialog's focus trap has settled: people type on.
  useLayoutEffect(() => input.current?.focus(), []);
  // By its key: what is found later comes in between without moving what is chosen.
  const [chosen, setChosen] = useState<string | null>(null);
  const revision = useMirror((mirror) => mirror.any);
  const roles = useRoles((store) => store.list);
  const found = useFound(typed, revision);
  const items = [...matchingItems(typed), ...roleItems(roles, typed), ...found.items];
  const active = Math.max(
    0,
    items.findIndex(({ key }) => key === chosen),
  );
  const choose = (at: number): void =>
    setChosen(items[(at + items.length) % Math.max(1, items.length)]?.key ?? null);

  const run = (item: PaletteItem): void => {
    props.onClose();
    if ('command' in item.run) props.onCommand(item.run.command);
    else void navigate({ to: item.run.go, search: item.run.search ?? {} });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const item = items[active];
    if (event.key === 'ArrowDown') choose(active + 1);
    else if (event.key === 'ArrowUp') choose(active - 1);
    else if (event.key === 'Enter' && item !== undefined) run(item);
    else return;
    event.preventDefault();
  };

  return (
    <div className={classes.palette}>
      <div className={classes.field}>
        <IconSearch size={16} aria-hidden />
        <input
          ref={input}
          className={classes.input}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={items.length > 0 ? `${listId}-${active}` : undefined}
          aria-label={what}
          placeholder={what}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd keys="Esc" />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <select> cannot hold groups with second texts */}
      <div id={listId} role="listbox" aria-label="Found" className={classes.list}>
        {items.map((item, index) => (
          <div key={item.key} role="presentation">
            {items[index - 1]?.group !== item.group && (
              <div className={classes.group} role="presentation">
                {item.group}
                {moreWords(found.totals, item.group, items)}
              </div>
            )}
            {/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events -- the combobox keeps the focus and hears the keys */}
            <div
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={classes.item}
              ref={(element) => {
                if (index === active) element?.scrollIntoView({ block: 'nearest' });
              }}
              onMouseMove={() => index !== active && setChosen(item.key)}
              onClick={() => run(item)}
            >
              {/* oxlint-enable */}
              <span className={classes.label}>
                <SuspiciousText text={item.label} />
              </span>
              {item.detail !== null && (
                <span className={classes.detail}>
                  <SuspiciousText text={item.detail} />
                </span>
              )}
              {item.keys !== null && (
                <span className={classes.keys}>
                  <Kbd keys={item.keys} />
                </span>
              )}
            </div>
          </div>
        ))}
      </div>
      {items.length === 0 && !found.looking && <p className={classes.none}>Nothing is called so.</p>}
    </div>
  );
}

/** " · 8 of 31" where a table has more than is listed: the rest is found by searching there. */
function moreWords(
  totals: Partial<Readonly<Record<PaletteGroup, number>>>,
  group: PaletteGroup,
  items: readonly PaletteItem[],
): string {
  const listed = items.filter((item) => item.group === group).length;
  const total = totals[group] ?? listed;
  return total > listed ? ` · ${countText(listed)} of ${countText(total)}` : '';
}
