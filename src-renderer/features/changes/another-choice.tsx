import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { counted } from '../../../src-shared/words/count.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror, useTenant } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { LevelField, RoleField, ScopeField } from '../../ui/grant-editor/choice-fields.tsx';
import { ReasonField } from '../../ui/grant-editor/reason-field.tsx';
import { useTenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import { RemovalBody } from '../../ui/removal/removal-body.tsx';
import { anotherDraft, anotherProblem, anotherWish } from './another-model.ts';
import type { AnotherDraft, AnotherPart } from './another-model.ts';
import type { ChangeChoicesProps } from './change-choices.tsx';
import type { ChoiceWords } from './conflict-words.ts';
import classes from './conflict-view.module.css';

/** Another role, or another place, than the one that is gone: chosen, looked at, and saved in the conflict itself. */
export function AnotherChoice(
  props: Pick<ChangeChoicesProps, 'planned' | 'busy' | 'onReplaced'> & {
    readonly part: AnotherPart;
    readonly words: ChoiceWords;
  },
): ReactNode {
  const { part, words } = props;
  const { id, edit } = props.planned.change;
  const revision = useMirror((store) => store.any);
  // There a role holds in clusters only.
  const clustersOnly = useTenant((store) => store.current?.productLine === '2.13');
  const facts = useTenantFacts(revision, clustersOnly);
  const [draft, setDraft] = useState(() => anotherDraft(edit));
  const [tried, setTried] = useState(false);
  const act = useAct('changes.another');
  const tell = useTellEdit();
  const wish = anotherWish(id, part, draft, facts.tree);
  const isChosen = wish.roleId !== null || wish.scope !== null;
  // Asked apart: what is counted stays on the page while what is chosen is looked at.
  const count = useCall('changes.anotherPreview', { id, roleId: null, scope: null, all: true }, revision);
  const preview = useCall('changes.anotherPreview', isChosen ? wish : null, revision);
  const problem = preview.error?.message ?? anotherProblem(part, wish, draft, preview.data);
  const others = count.data?.others ?? 0;
  const failure = act.error ?? preview.error;
  const busy = props.busy || act.busy;
  if (edit.kind !== 'rule.create') return null;

  const choose = (change: Partial<AnotherDraft>): void => setDraft({ ...draft, acknowledged: [], ...change });
  const save = async (): Promise<void> => {
    setTried(true);
    if (problem !== null || busy) return;
    const outcome = await act.run({
      ...wish,
      acknowledged: [...draft.acknowledged],
      reason: keptReason(draft.reason) ?? null,
    });
    if (!outcome.ok) return;
    const [first] = outcome.data.changes;
    const what = first?.groupTitle ?? words.label;
    tell({ report: outcome.data, what, done: `Decided: ${what}.` });
    if (first !== undefined) props.onReplaced(first.id);
  };

  return (
    <form
      className={classes.another}
      data-another={part}
      onSubmit={(submit) => {
        submit.preventDefault();
        void save();
      }}
    >
      {facts.error !== null && <ErrorNote error={facts.error} />}
      {part === 'another-role' ? (
        <RoleField
          roles={facts.roles.filter((role) => role.id !== edit.roleId)}
          value={draft.roleId}
          label="Another role"
          onChange={(roleId) => choose({ roleId })}
        />
      ) : (
        <div className={classes.place}>
          <LevelField
            tree={facts.tree}
            value={draft.level}
            label="Another place"
            onChange={(level) => choose({ level, scopeId: null })}
          />
          <ScopeField
            tree={facts.tree}
            level={draft.level}
            value={draft.scopeId}
            except={edit.scope.id}
            onChange={(scopeId) => choose({ scopeId })}
          />
        </div>
      )}
      {others > 0 && (
        <Checkbox
          label={`Also for ${counted(others, 'other open change')} that ${others === 1 ? 'names' : 'name'} it`}
          checked={draft.all}
          onChange={(event) => choose({ all: event.currentTarget.checked })}
        />
      )}
      {preview.data !== null && (
        <RemovalBody
          preview={preview.data}
          label="What becomes of each"
          draft={{ typed: '', acknowledged: draft.acknowledged }}
          busy={busy}
          onDraft={({ acknowledged }) => setDraft({ ...draft, acknowledged })}
        />
      )}
      <ReasonField
        findings={preview.data?.findings ?? []}
        reason={draft.reason}
        touched={tried}
        disabled={busy}
        onReason={(reason) => setDraft({ ...draft, reason })}
      />
      {failure !== null && <ErrorNote error={failure} />}
      <div className={classes.saved}>
        <Button
          type="submit"
          loading={act.busy}
          disabled={props.busy || !isChosen}
          data-choice={part}
          aria-describedby={`choice-${part}`}
        >
          {words.label}
        </Button>
        <p id={`choice-${part}`} aria-live="polite" data-problem={(tried && problem !== null) || undefined}>
          {(tried ? problem : null) ?? words.sentence}
        </p>
      </div>
    </form>
  );
}
