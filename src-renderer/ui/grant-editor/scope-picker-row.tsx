import type { ReactNode } from 'react';
import { IconCheck, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ScopeNode } from '../../../src-shared/domain/scope.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import type { PickedLevel } from './grant-model.ts';
import { countOf, scopeTypeWord } from './level-words.ts';
import type { ScopeRow } from './scope-rows.ts';
import { countBelow, type ScopeTree } from './scope-tree.ts';
import classes from './scope-picker.module.css';

/** Height of a row in pixels. */
export const scopeRowHeight = 28;

/** See {@link ScopePickerRow}. */
export interface ScopePickerRowProps {
  readonly id: string;
  readonly tree: ScopeTree;
  readonly node: ScopeNode;
  readonly row: ScopeRow;
  readonly level: PickedLevel;
  readonly top: number;
  readonly active: boolean;
  readonly held: boolean;
  /** That some of several subjects hold it, in words. */
  readonly heldBySome: string | null;
  readonly disabled: boolean;
  readonly onOpen: () => void;
  readonly onPress: () => void;
}

/** One scope: its checkbox where it can be picked, its name, and what its being picked means. */
export function ScopePickerRow(props: ScopePickerRowProps): ReactNode {
  const { node, row, level } = props;
  const Chevron = row.expanded ? IconChevronDown : IconChevronRight;
  const checked = row.picked || (row.pickable && props.held);
  return (
    // The keys are the tree's own (aria-activedescendant), so the row has no handler for them.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={props.id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={checked}
      aria-disabled={props.disabled || (row.pickable && props.held)}
      {...(row.pickable ? { 'aria-checked': checked } : {})}
      {...(row.expandable ? { 'aria-expanded': row.expanded } : {})}
      className={classes.row}
      data-active={props.active || undefined}
      data-inherited={row.inherited || undefined}
      data-picked={row.picked || undefined}
      data-scope={`${node.type}:${node.name}`}
      style={{ top: props.top, height: scopeRowHeight, paddingInlineStart: 8 + row.depth * 18 }}
      onClick={props.onPress}
    >
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span
        className={classes.chevron}
        onClick={(press) => {
          if (!row.expandable) return;
          press.stopPropagation();
          props.onOpen();
        }}
      >
        {row.expandable && <Chevron size={14} aria-hidden />}
      </span>
      {row.pickable && (
        <span className={classes.box} data-checked={checked || undefined} aria-hidden>
          {checked && <IconCheck size={12} stroke={3} />}
        </span>
      )}
      <span className={classes.name} data-match={row.matches || undefined}>
        <SuspiciousText text={node.name} />
      </span>
      {!row.pickable && <span className={classes.type}>{scopeTypeWord(node.type)}</span>}
      {node.state !== null && <span className={classes.state}>{node.state}</span>}
      <span className={classes.note}>
        <Note {...props} level={level} />
      </span>
    </div>
  );
}

function Note({ row, held, heldBySome, tree, level }: ScopePickerRowProps): ReactNode {
  if (row.pickable && held) return 'held already';
  const notes = [
    heldBySome,
    row.inherited
      ? 'included'
      : row.picked && level !== 'project'
        ? `includes ${countOf(countBelow(tree, row.position, 'project'), 'project')}`
        : row.pickedBelow > 0
          ? `${row.pickedBelow} chosen`
          : null,
  ];
  return notes.filter((note) => note !== null).join(' · ');
}
