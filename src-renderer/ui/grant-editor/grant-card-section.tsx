import type { ReactNode } from 'react';
import { ActionIcon, Button, Radio, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { FindingList } from '../findings/finding-list.tsx';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { grantLevels, isDecided, type GrantCard, type GrantLevel } from './grant-model.ts';
import type { GrantAction } from './grant-reducer.ts';
import { levelWords } from './level-words.ts';
import { RolePermissions } from './role-permissions.tsx';
import { ScopePicker } from './scope-picker.tsx';
import type { ScopeTree } from './scope-tree.ts';
import classes from './grant-card-section.module.css';

/** See {@link GrantCardSection}. */
export interface GrantCardSectionProps {
  readonly card: GrantCard;
  /** Undefined when the mirror lost the role meanwhile. */
  readonly role: Role | undefined;
  readonly tree: ScopeTree;
  /** Scopes on which the subject holds the role already (`scopeKey`). */
  readonly held: ReadonlySet<string>;
  /** Where some of several subjects hold it, in words; nothing for a single one. */
  readonly heldBySome?: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
  /** Save was pressed: what is still to be chosen (V14) is an error now, not a hint. */
  readonly touched: boolean;
  readonly acknowledged: readonly string[];
  readonly disabled: boolean;
  /** Whether other roles still have no place: offers to copy this one's. */
  readonly othersUndecided: boolean;
  readonly dispatch: (action: GrantAction) => void;
  readonly onAcknowledge: (key: string, accepted: boolean) => void;
}

/** One chosen role and the question where it is to hold. No answer is preselected (V14). */
export function GrantCardSection(props: GrantCardSectionProps): ReactNode {
  const { card, role, tree, dispatch } = props;
  const name = role?.name ?? `Role ${card.roleId}`;
  const { level } = card;
  const counts = countLevels(tree);

  return (
    <section className={classes.card} aria-label={`Where ${name} holds`} data-grant={name}>
      <div className={classes.head}>
        <h3>
          <SuspiciousText text={name} />
        </h3>
        {role !== undefined && <RolePermissions role={role} />}
        <Tooltip label={`Take ${name} away`}>
          <ActionIcon
            aria-label={`Take ${name} away`}
            disabled={props.disabled}
            onClick={() => dispatch({ type: 'remove', key: card.key })}
          >
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Radio.Group
        aria-label={`Where ${name} holds`}
        value={level}
        onChange={(value) => {
          const chosen = grantLevels.find((one) => one === value);
          if (chosen !== undefined) dispatch({ type: 'set-level', key: card.key, level: chosen });
        }}
      >
        <div className={classes.levels}>
          {grantLevels.map((one) => (
            <Radio
              key={one}
              value={one}
              disabled={props.disabled || (one !== 'tenant' && counts[one] === 0)}
              label={one === 'tenant' ? levelWords[one].choice : `${levelWords[one].choice} (${counts[one]})`}
              description={levelWords[one].meaning}
            />
          ))}
        </div>
      </Radio.Group>
      {level !== null && level !== 'tenant' && (
        <ScopePicker
          key={level}
          tree={tree}
          level={level}
          picked={card.picked[level]}
          held={props.held}
          heldBySome={props.heldBySome}
          label={name}
          disabled={props.disabled}
          onToggle={(id) => dispatch({ type: 'toggle-scope', key: card.key, level, id })}
          onClear={() => dispatch({ type: 'set-scopes', key: card.key, level, ids: [] })}
        />
      )}
      <FindingList
        findings={props.findings}
        quiet={!props.touched && !isDecided(card)}
        acknowledged={props.acknowledged}
        onAcknowledge={props.onAcknowledge}
        disabled={props.disabled}
      />
      {level !== null && !props.disabled && (
        <div className={classes.foot}>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => dispatch({ type: 'add-level', key: card.key })}
          >
            Also on another level
          </Button>
          {props.othersUndecided && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => dispatch({ type: 'copy-where', from: card.key })}
            >
              Same place for the other roles
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function countLevels(tree: ScopeTree): Readonly<Record<GrantLevel, number>> {
  const counts = { tenant: 0, cluster: 0, department: 0, project: 0 };
  for (const node of tree.nodes) if (node.type !== 'system') counts[node.type] += 1;
  return counts;
}
