import { Loader, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror, useTenant } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { useTenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import { RemovalBody } from '../../ui/removal/removal-body.tsx';
import type { RuleTarget } from '../../ui/slots.tsx';
import { LevelField, RoleField, ScopeField } from '../../ui/grant-editor/choice-fields.tsx';
import { placeOf } from '../../ui/grant-editor/scope-choices.ts';
import { changeManyProblem, keepAll, type ChangeManyDraft } from './change-many-model.ts';
import { ChangeForm } from './change-form.tsx';
import { countRules } from './rule-words.ts';
import classes from './rule-actions.module.css';

/** Another role, another place, or both for several rules; each new rule is made before its old one goes (V39). */
export function ChangeManyDialog(props: {
  rules: readonly RuleTarget[];
  /** Tells whether something was done. */
  onClose: (done: boolean) => void;
}): ReactNode {
  const ids = props.rules.filter(({ pending }) => pending !== 'removed').map(({ id }) => id);
  const revision = useMirror((store) => store.any);
  // There a role holds in clusters only.
  const clustersOnly = useTenant((store) => store.current?.productLine === '2.13');
  const facts = useTenantFacts(revision, clustersOnly);
  const [draft, setDraft] = useState(keepAll);
  const [tried, setTried] = useState(false);
  const act = useAct('rules.changeMany');
  const tell = useTellEdit();
  const scope = placeOf(draft, facts.tree);
  const decided = (draft.roleId !== null || scope !== null) && (draft.level === null || scope !== null);
  const to = { ids, roleId: draft.roleId, scope };
  const call = useCall('rules.changePreview', decided ? to : null, revision);
  const problem = call.error?.message ?? changeManyProblem(draft, facts.tree, call.data);
  const what = countRules(ids.length);
  const choose = (change: Partial<ChangeManyDraft>): void =>
    setDraft({ ...draft, acknowledged: [], ...change });

  const save = async (send?: 'staged'): Promise<void> => {
    setTried(true);
    if (problem !== null || act.busy) return;
    const outcome = await act.run({
      ...to,
      acknowledged: [...draft.acknowledged],
      reason: keptReason(draft.reason) ?? null,
      send,
    });
    if (!outcome.ok) return;
    tell({ report: outcome.data, what: `change ${what}`, done: `Changed: ${what}.`, send });
    props.onClose(true);
  };

  return (
    <Modal opened onClose={() => props.onClose(false)} title={`Change ${what}`} size={680}>
      <ChangeForm
        dialog="change-many"
        findings={call.data?.findings ?? []}
        reason={draft.reason}
        onReason={(reason) => setDraft({ ...draft, reason })}
        note="Each new rule is made first, and its old one goes after that has succeeded. In between both hold."
        problem={problem}
        tried={tried}
        error={act.error}
        busy={act.busy}
        actLabel={`Change ${what}`}
        onSave={(send) => void save(send)}
        onCancel={() => props.onClose(false)}
      >
        {facts.error !== null && <ErrorNote error={facts.error} />}
        <div className={classes.becomes}>
          <RoleField
            roles={facts.roles}
            value={draft.roleId}
            kept="Each keeps its role"
            onChange={(roleId) => choose({ roleId })}
          />
          <LevelField
            tree={facts.tree}
            value={draft.level}
            label="Where they hold"
            kept="Each keeps its place"
            onChange={(level) => choose({ level, scopeId: null })}
          />
          <ScopeField
            tree={facts.tree}
            level={draft.level}
            value={draft.scopeId}
            onChange={(scopeId) => choose({ scopeId })}
          />
        </div>
        {decided && call.data === null && call.error === null && <Loader size="sm" aria-label="Reading" />}
        {call.error !== null && <ErrorNote error={call.error} onRetry={call.reload} />}
        {call.data !== null && (
          <RemovalBody
            preview={call.data}
            label="What becomes of each"
            draft={{ typed: '', acknowledged: draft.acknowledged }}
            busy={act.busy}
            onDraft={({ acknowledged }) => setDraft({ ...draft, acknowledged })}
          />
        )}
      </ChangeForm>
    </Modal>
  );
}
