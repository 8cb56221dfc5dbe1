import { Button, Loader, Modal, Radio, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useMirror, useTenant } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { checkCards } from '../../ui/grant-editor/grant-findings.ts';
import { grantLevels } from '../../ui/grant-editor/grant-model.ts';
import { levelWords } from '../../ui/grant-editor/level-words.ts';
import { ReasonField } from '../../ui/grant-editor/reason-field.tsx';
import { useTenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import type { TenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import type { RuleTarget } from '../../ui/slots.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { cardOf, changeProblem, chosenScope, draftOf, scopeOptions } from './change-rule-model.ts';
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
      {facts.loading ? <Loader size="sm" aria-label="Reading" /> : <Form {...props} facts={facts} />}
    </Modal>
  );
}

function Form(props: ChangeRuleDialogProps & { facts: TenantFacts }): ReactNode {
  const { rule, facts } = props;
  const { roles, tree } = facts;
  const [before] = useState(() => draftOf(rule, roles, tree));
  const [draft, setDraft] = useState(before);
  const [tried, setTried] = useState(false);
  const act = useAct('rules.change');
  const tell = useTellEdit();
  const findings = useMemo(() => {
    const card = cardOf(draft);
    return card === null ? [] : checkCards([card], roles, tree, []).all;
  }, [draft, roles, tree]);
  const problem = changeProblem(draft, before, tree, findings);
  const choose = (change: Partial<ChangeRuleDraft>): void =>
    setDraft({ ...draft, acknowledged: [], ...change });

  const save = async (send?: 'staged'): Promise<void> => {
    setTried(true);
    const scope = chosenScope(draft, tree);
    if (problem !== null || draft.roleId === null || scope === null || act.busy) return;
    const outcome = await act.run({
      id: rule.id,
      roleId: draft.roleId,
      scope,
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
    <form
      className={classes.form}
      data-dialog="change-rule"
      onSubmit={(submit) => {
        submit.preventDefault();
        void save();
      }}
    >
      <p>
        <SuspiciousText text={rule.subjectId} /> now holds{' '}
        <strong>
          <SuspiciousText text={ruleText(rule)} />
        </strong>
        .
      </p>
      <Select
        label="Role"
        searchable
        limit={200}
        allowDeselect={false}
        data={roles.map((role) => ({ value: String(role.id), label: role.name }))}
        value={draft.roleId === null ? null : String(draft.roleId)}
        onChange={(value) => choose({ roleId: value === null ? null : Number(value) })}
      />
      <Radio.Group
        label="Where it holds"
        value={draft.level}
        onChange={(value) => {
          const level = grantLevels.find((one) => one === value);
          if (level !== undefined) choose({ level, scopeId: level === before.level ? before.scopeId : null });
        }}
      >
        <div className={classes.levels}>
          {grantLevels.map((level) => (
            <Radio key={level} value={level} label={level === 'tenant' ? 'All clusters' : capital(level)} />
          ))}
        </div>
      </Radio.Group>
      {draft.level !== null && draft.level !== 'tenant' && (
        <Select
          label={capital(levelWords[draft.level].one)}
          searchable
          limit={100}
          allowDeselect={false}
          placeholder={`Choose a ${levelWords[draft.level].one}`}
          nothingFoundMessage={`No ${levelWords[draft.level].one} is called so.`}
          data={[...scopeOptions(tree, draft.level)]}
          value={draft.scopeId}
          onChange={(scopeId) => choose({ scopeId })}
        />
      )}
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
      <ReasonField
        findings={findings}
        reason={draft.reason}
        touched={tried}
        disabled={act.busy}
        onReason={(reason) => setDraft({ ...draft, reason })}
      />
      <p className={classes.note}>
        The new rule is made first, and the old one goes after that has succeeded. In between both hold.
      </p>
      {act.error !== null && <ErrorNote error={act.error} />}
      <footer className={classes.foot}>
        <span className={classes.problem} aria-live="polite">
          {tried && problem}
        </span>
        <Button variant="default" disabled={act.busy} onClick={() => props.onClose(false)}>
          Cancel
        </Button>
        <StageButton disabled={act.busy} onStage={() => void save('staged')} />
        <Button type="submit" loading={act.busy} data-save-rule>
          Change rule
        </Button>
      </footer>
    </form>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
