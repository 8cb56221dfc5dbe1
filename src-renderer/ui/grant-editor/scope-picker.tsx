import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { scopeKey } from '../../../src-shared/access/scope-index.ts';
import type { PickedLevel } from './grant-model.ts';
import { countOf, levelWords } from './level-words.ts';
import { firstExpanded, scopeRows } from './scope-rows.ts';
import { ScopePickerRow, scopeRowHeight } from './scope-picker-row.tsx';
import { stepInTree } from './tree-keys.ts';
import type { ScopeTree } from './scope-tree.ts';
import classes from './scope-picker.module.css';

/** See {@link ScopePicker}. */
export interface ScopePickerProps {
  readonly tree: ScopeTree;
  readonly level: PickedLevel;
  readonly picked: readonly string[];
  /** Scopes (`scopeKey`) on which the subject holds the role already; shown as such, not to be picked (V36). */
  readonly held: ReadonlySet<string>;
  /** Where some of several subjects hold it, in words. */
  readonly heldBySome?: ReadonlyMap<string, string> | undefined;
  /** What the choice is for, e.g. `Viewer`; for screen readers. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly onToggle: (id: string) => void;
  readonly onClear: () => void;
}

/** The scope tree with checkboxes on one level, a search, and shading on all that a pick cascades to. */
export function ScopePicker(props: ScopePickerProps): ReactNode {
  const { tree, level, picked } = props;
  const base = useId();
  const [search, setSearch] = useState('');
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => firstExpanded(tree, level));
  const [active, setActive] = useState(0);
  const [scrolled, setScrolled] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);

  const rows = useMemo(
    () => scopeRows(tree, { level, picked, search, expanded }),
    [tree, level, picked, search, expanded],
  );
  const first = Math.max(0, Math.floor(scrolled / scopeRowHeight) - extraRows);
  const at = Math.min(active, Math.max(rows.length - 1, 0));

  const open = (position: number, opened: boolean): void => {
    const node = tree.nodes[position];
    if (node === undefined) return;
    const next = new Set(expanded);
    if (opened) next.add(scopeKey(node));
    else next.delete(scopeKey(node));
    setExpanded(next);
  };
  const toggle = (row: number): void => {
    const entry = rows[row];
    const node = entry === undefined ? undefined : tree.nodes[entry.position];
    if (entry === undefined || node === undefined || props.disabled === true) return;
    if (!entry.pickable) open(entry.position, !entry.expanded);
    else if (!props.held.has(scopeKey(node))) props.onToggle(node.id);
  };
  const onKeyDown = (key: KeyboardEvent): void => {
    const step = stepInTree(key.key, rows, at);
    if (step === null || key.ctrlKey || key.metaKey || key.altKey) return;
    key.preventDefault();
    if (step.kind === 'toggle') toggle(at);
    else if (step.kind === 'move') {
      setActive(step.to);
      if (scroller.current !== null) bringIntoView(scroller.current, step.to);
    } else {
      const row = rows[at];
      if (row !== undefined) open(row.position, step.kind === 'open');
    }
  };

  return (
    <div className={classes.picker}>
      <div className={classes.bar}>
        <TextInput
          className={classes.search ?? ''}
          leftSection={<IconSearch size={14} aria-hidden />}
          placeholder={`Search clusters, departments, projects`}
          aria-label={`Search scopes for ${props.label}`}
          value={search}
          disabled={props.disabled ?? false}
          onChange={(change) => {
            setSearch(change.currentTarget.value);
            setActive(0);
          }}
        />
        <span className={classes.count} aria-live="polite">
          {countOf(picked.length, level)} chosen
        </span>
        <Button
          variant="subtle"
          color="gray"
          disabled={picked.length === 0 || props.disabled === true}
          onClick={props.onClear}
        >
          Clear
        </Button>
      </div>
      {rows.length === 0 ? (
        <p className={classes.empty}>
          {tree.nodes.length === 0
            ? 'The mirror has no scopes yet. Sync first.'
            : `Nothing is called “${search.trim()}”.`}
        </p>
      ) : (
        <div
          ref={scroller}
          className={classes.tree}
          role="tree"
          tabIndex={0}
          aria-multiselectable
          aria-label={`${levelWords[level].choice} for ${props.label}`}
          aria-activedescendant={`${base}-${rows[at]?.position ?? 0}`}
          onKeyDown={onKeyDown}
          onScroll={(scroll) => setScrolled(scroll.currentTarget.scrollTop)}
        >
          <div
            role="presentation"
            className={classes.canvas}
            style={{ height: rows.length * scopeRowHeight }}
          >
            {rows.slice(first, first + drawnRows).map((row, offset) => {
              const index = first + offset;
              const node = tree.nodes[row.position];
              if (node === undefined) return null;
              return (
                <ScopePickerRow
                  key={row.position}
                  id={`${base}-${row.position}`}
                  tree={tree}
                  node={node}
                  row={row}
                  level={level}
                  top={index * scopeRowHeight}
                  active={index === at}
                  held={props.held.has(scopeKey(node))}
                  heldBySome={props.heldBySome?.get(scopeKey(node)) ?? null}
                  disabled={props.disabled ?? false}
                  onOpen={() => open(row.position, !row.expanded)}
                  onPress={() => {
                    setActive(index);
                    toggle(index);
                  }}
                />
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
}

/** Rows drawn beyond each edge of what is visible. */
const extraRows = 8;
/** Rows that fit (224 px of 28 px each), with those beyond the edges. */
const drawnRows = 8 + 2 * extraRows;

function bringIntoView(scroller: HTMLElement, row: number): void {
  const top = row * scopeRowHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + scopeRowHeight > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + scopeRowHeight - scroller.clientHeight;
  }
}
