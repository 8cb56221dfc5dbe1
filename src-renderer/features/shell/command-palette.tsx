import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror } from '../../stores/stores-context.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { matchingItems, userItem } from './palette-items.ts';
import type { PaletteItem } from './palette-items.ts';
import classes from './command-palette.module.css';

/** Users listed at most. */
const mostUsers = 8;

/** Ctrl/Cmd+K: pages, actions and users by a few letters. */
export function CommandPalette(props: {
  opened: boolean;
  onClose: () => void;
  onCommand: (command: Extract<PaletteItem['run'], { command: string }>['command']) => void;
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

function Palette(props: {
  onClose: () => void;
  onCommand: (command: Extract<PaletteItem['run'], { command: string }>['command']) => void;
}): ReactNode {
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement | null>(null);
  // Before the next key can come, not after the dialog's focus trap has settled: people type on.
  useLayoutEffect(() => input.current?.focus(), []);
  const [at, setAt] = useState(0);
  const revision = useMirror((mirror) => mirror.byView['users'] ?? 0);
  const wanted = typed.trim();
  const users = useCall(
    'views.window',
    wanted.length < 2
      ? null
      : { view: 'users', search: wanted, from: 0, to: mostUsers, columns: ['email', 'name'] },
    revision,
  );
  const found =
    users.data?.ids.map((id, index) =>
      userItem(
        id,
        users.data?.columns['email']?.[index] ?? null,
        users.data?.columns['name']?.[index] ?? null,
      ),
    ) ?? [];
  const items = [...matchingItems(typed), ...found];
  const active = Math.min(at, items.length - 1);
  const more = (users.data?.total ?? 0) - found.length;

  const run = (item: PaletteItem): void => {
    props.onClose();
    if ('command' in item.run) props.onCommand(item.run.command);
    else void navigate({ to: item.run.go, search: item.run.search ?? {} });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const item = items[active];
    if (event.key === 'ArrowDown') setAt((active + 1) % Math.max(1, items.length));
    else if (event.key === 'ArrowUp') setAt((active - 1 + items.length) % Math.max(1, items.length));
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
          aria-label="Find pages, actions and users"
          placeholder="Find pages, actions and users"
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
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
              onMouseMove={() => index !== active && setAt(index)}
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
      {items.length === 0 && users.status !== 'loading' && (
        <p className={classes.none}>Nothing is called so.</p>
      )}
      {more > 0 && (
        <p className={classes.none}>
          {more === 1 ? '1 more user matches' : `${more} more users match`}; open Users and search there.
        </p>
      )}
    </div>
  );
}
