import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Role } from '../../../src-shared/domain/role.ts';
import { scopeKey } from '../../../src-shared/access/scope-index.ts';
import type { HeldRule } from '../../../src-shared/rules/grant-draft.ts';
import { FindingList } from '../findings/finding-list.tsx';
import { GrantCardSection } from './grant-card-section.tsx';
import type { GrantFindings } from './grant-findings.ts';
import type { GrantCard } from './grant-model.ts';
import type { GrantAction } from './grant-reducer.ts';
import { noRuleReason, planRules } from './planned-rules.ts';
import { ReasonField } from './reason-field.tsx';
import { type NarrowerPlan, RulePreview } from './rule-preview.tsx';
import type { ScopeTree } from './scope-tree.ts';
import classes from './grant-editor.module.css';

/** See {@link GrantEditor}. */
export interface GrantEditorProps {
  readonly cards: readonly GrantCard[];
  readonly roles: readonly Role[];
  readonly tree: ScopeTree;
  /** Access rules the user has already, e.g. when rules are added to an existing user. */
  readonly held: readonly HeldRule[];
  readonly findings: GrantFindings;
  /** Save was pressed: what is still to be chosen is an error now, not a hint. */
  readonly touched: boolean;
  readonly acknowledged: readonly string[];
  /** Why what reaches far is given (V38). */
  readonly reason: string;
  /** What is held and wider ones cover from then on; null where nobody holds anything yet. */
  readonly narrower?: NarrowerPlan | null;
  readonly disabled: boolean;
  /** What stands in the place of the cards while no role is chosen. */
  readonly empty: ReactNode;
  readonly dispatch: (action: GrantAction) => void;
  readonly onAcknowledge: (key: string, accepted: boolean) => void;
  readonly onReason: (reason: string) => void;
}

/** Where each chosen role holds, and every access rule that will be made of it. */
export function GrantEditor(props: GrantEditorProps): ReactNode {
  const { cards, roles, tree, held, findings } = props;
  const planned = useMemo(() => planRules(cards, roles, tree, held), [cards, roles, tree, held]);
  const rolesById = useMemo(() => new Map(roles.map((role) => [role.id, role])), [roles]);

  return (
    <div className={classes.editor}>
      {cards.length === 0 && props.empty}
      {cards.map((card) => (
        <GrantCardSection
          key={card.key}
          card={card}
          role={rolesById.get(card.roleId)}
          tree={tree}
          held={heldScopes(held, card.roleId)}
          findings={findings.cards.get(card.key) ?? []}
          touched={props.touched}
          acknowledged={props.acknowledged}
          disabled={props.disabled}
          othersUndecided={cards.some((other) => other.key !== card.key && other.level === null)}
          dispatch={props.dispatch}
          onAcknowledge={props.onAcknowledge}
        />
      ))}
      {cards.length > 0 && (
        <RulePreview
          rules={planned}
          why={noRuleReason(cards, roles, planned)}
          narrower={props.narrower ?? null}
          disabled={props.disabled}
        />
      )}
      <FindingList
        findings={findings.rules}
        acknowledged={props.acknowledged}
        onAcknowledge={props.onAcknowledge}
        disabled={props.disabled}
      />
      <ReasonField
        findings={findings.all}
        reason={props.reason}
        touched={props.touched}
        disabled={props.disabled}
        onReason={props.onReason}
      />
    </div>
  );
}

function heldScopes(held: readonly HeldRule[], roleId: number): ReadonlySet<string> {
  return new Set(
    held
      .filter((rule) => rule.roleId === roleId)
      .map((rule) => scopeKey({ type: rule.scopeType, id: rule.scopeId })),
  );
}
