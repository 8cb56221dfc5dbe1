import { Loader, Modal, Radio } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror, useTenant } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { checkCards } from '../../ui/grant-editor/grant-findings.ts';
import { grantLevels } from '../../ui/grant-editor/grant-model.ts';
import { notToldYet } from '../../ui/grant-editor/previewed-findings.ts';
import { useTenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import type { TenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import type { RuleTarget } from '../../ui/slots.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { ChangeForm } from './change-form.tsx';
import { RoleField, ScopeField } from '../../ui/grant-editor/choice-fields.tsx';
import { levelsOf } from '../../ui/grant-editor/scope-choices.ts';
import { cardOf, changeProblem, chosenScope, draftOf } from './change-rule-model.ts';
import type { ChangeRuleDraft } from './change-rule-model.ts';
import { ruleText } from './rule-words.ts';
import classes from './rule-actions.module.css';

/** See {@link ChangeRuleDialog}. */
interface ChangeRuleDialogProps {
  readonly rule: RuleTarget;
  /** Tells whether something was done. */
  readonly onClose: (done: boolean) => void;
}

/** Another role or another place for a rule: the new rule is made first, then the old one goes (V39). */
export function ChangeRuleDialog(props: ChangeRuleDialogProps): ReactNode {
  const revision = useMirror((store) => store.any);
  const clustersOnly = useTenant((store) => store.current?.productLine === '2.13');
  const facts = useTenantFacts(revision, clustersOnly);
  return (
    <Modal opened onClose={() => props.onClose(false)} title="Change the access rule" size={560}>
      {facts.error !== null && <ErrorNote error={facts.error} />}
      {facts.loading ? (
        <Loader size="sm" aria-label="Reading" />
      ) : (
        <Form {...props} facts={facts} revision={revision} />
      )}
    </Modal>
  );
}

function Form(props: ChangeRuleDialogProps & { facts: TenantFacts; revision: number }): ReactNode {
  const { rule, facts, revision } = props;
  const { roles, tree } = facts;
  const [before] = useState(() => draftOf(rule, roles, tree));
  const [draft, setDraft] = useState(before);
  const [tried, setTried] = useState(false);
  const act = useAct('rules.change');
  const tell = useTellEdit();
  const { roleId } = draft;
  const place = chosenScope(draft, tree);
  const preview = useCall(
    'rules.changePreview',
    roleId === null || place === null ? null : { ids: [rule.id], roleId, scope: place },
    revision,
  );
  const findings = useMemo(() => {
    const card = cardOf(draft);
    const own = card === null ? [] : checkCards([card], roles, tree, []).all;
    return [...own, ...notToldYet(own, preview.data?.findings ?? [])];
  }, [draft, roles, tree, preview.data]);
  // Who saves before the answer is there is answered by the act, which asks the same.
  const problem = changeProblem(draft, before, tree, findings) ?? preview.error?.message ?? null;
  const choose = (change: Partial<ChangeRuleDraft>): void =>
    setDraft({ ...draft, acknowledged: [], ...change });

  const save = async (send?: 'staged'): Promise<void> => {
    setTried(true);
    if (problem !== null || roleId === null || place === null || act.busy) return;
    const outcome = await act.run({
      id: rule.id,
      roleId,
      scope: place,
      acknowledged: [...draft.acknowledged],
      reason: keptReason(draft.reason) ?? null,
      send,
    });
    if (!outcome.ok) return;
    tell({
      report: outcome.data,
      what: `change ${ruleText(rule)}`,
      done: 'Changed: 1 access rule.',
      send,
    });
    props.onClose(true);
  };

  return (
    <ChangeForm
      dialog="change-rule"
      findings={findings}
      reason={draft.reason}
      onReason={(reason) => setDraft({ ...draft, reason })}
      note="The new rule is made first, and the old one goes after that has succeeded. In between both hold."
      problem={problem}
      tried={tried}
      error={act.error}
      busy={act.busy}
      actLabel="Change rule"
      onSave={(send) => void save(send)}
      onCancel={() => props.onClose(false)}
    >
      <p>
        <SuspiciousText text={rule.subjectId} /> now holds{' '}
        <strong>
          <SuspiciousText text={ruleText(rule)} />
        </strong>
        .
      </p>
      <RoleField roles={roles} value={draft.roleId} onChange={(roleId) => choose({ roleId })} />
      <Radio.Group
        label="Where it holds"
        value={draft.level}
        onChange={(value) => {
          const level = grantLevels.find((one) => one === value);
          if (level !== undefined) choose({ level, scopeId: level === before.level ? before.scopeId : null });
        }}
      >
        <div className={classes.levels}>
          {levelsOf(tree).map((level) => (
            <Radio key={level} value={level} label={level === 'tenant' ? 'All clusters' : capital(level)} />
          ))}
        </div>
      </Radio.Group>
      <ScopeField
        tree={tree}
        level={draft.level}
        value={draft.scopeId}
        onChange={(scopeId) => choose({ scopeId })}
      />
      <FindingList
        quiet={!tried}
        findings={findings}
        acknowledged={draft.acknowledged}
        disabled={act.busy}
        onAcknowledge={(key, accepted) => {
          const others = draft.acknowledged.filter((other) => other !== key);
          setDraft({ ...draft, acknowledged: accepted ? [...others, key] : others });
        }}
      />
    </ChangeForm>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
