import { Button, Loader, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { grantLevels } from '../../ui/grant-editor/grant-model.ts';
import { levelWords } from '../../ui/grant-editor/level-words.ts';
import { ReasonField } from '../../ui/grant-editor/reason-field.tsx';
import { useTenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import { RemovalBody } from '../../ui/removal/removal-body.tsx';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import type { RuleTarget } from '../../ui/slots.tsx';
import { changeManyProblem, keepAll, placeOf, type ChangeManyDraft } from './change-many-model.ts';
import { scopeOptions } from './change-rule-model.ts';
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
  const facts = useTenantFacts(revision);
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
      <form
        className={classes.form}
        data-dialog="change-many"
        onSubmit={(submit) => {
          submit.preventDefault();
          void save();
        }}
      >
        {facts.error !== null && <ErrorNote error={facts.error} />}
        <div className={classes.becomes}>
          <Select
            label="Role"
            searchable
            clearable
            limit={200}
            placeholder="Each keeps its role"
            data={facts.roles.map((role) => ({ value: String(role.id), label: role.name }))}
            value={draft.roleId === null ? null : String(draft.roleId)}
            onChange={(value) => choose({ roleId: value === null ? null : Number(value) })}
          />
          <Select
            label="Where they hold"
            clearable
            placeholder="Each keeps its place"
            data={grantLevels.map((level) => ({
              value: level,
              label: level === 'tenant' ? levelWords.tenant.choice : `A ${levelWords[level].one}`,
            }))}
            value={draft.level}
            onChange={(value) =>
              choose({ level: grantLevels.find((level) => level === value) ?? null, scopeId: null })
            }
          />
          {draft.level !== null && draft.level !== 'tenant' && (
            <Select
              label={`Which ${levelWords[draft.level].one}`}
              searchable
              limit={100}
              allowDeselect={false}
              nothingFoundMessage={`No ${levelWords[draft.level].one} is called so.`}
              data={[...scopeOptions(facts.tree, draft.level)]}
              value={draft.scopeId}
              onChange={(scopeId) => choose({ scopeId })}
            />
          )}
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
        <ReasonField
          findings={call.data?.findings ?? []}
          reason={draft.reason}
          touched={tried}
          disabled={act.busy}
          onReason={(reason) => setDraft({ ...draft, reason })}
        />
        <p className={classes.note}>
          Each new rule is made first, and its old one goes after that has succeeded. In between both hold.
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
          <Button type="submit" loading={act.busy} data-save-rules>
            Change {what}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
