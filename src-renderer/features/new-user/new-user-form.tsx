import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button, Loader } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { GrantEditor } from '../../ui/grant-editor/grant-editor.tsx';
import { ReasonField } from '../../ui/grant-editor/reason-field.tsx';
import { RolePicker } from '../../ui/grant-editor/role-picker.tsx';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { focusFirstProblem } from '../../ui/findings/focus-first-problem.ts';
import { LegacyClusters } from './legacy-clusters.tsx';
import { LegacyRoles } from './legacy-roles.tsx';
import { IdentitySection } from './identity-section.tsx';
import { mayTellRoles } from './new-user-validation.ts';
import type { NewUserEditor } from './use-new-user.ts';
import classes from './new-user.module.css';

/** See {@link NewUserForm}. */
export interface NewUserFormProps {
  readonly editor: NewUserEditor;
  readonly onSave: (send?: 'staged') => void;
  readonly onCancel: () => void;
}

/** The editing half of the dialog: who on the left, what and where on the right, why not yet at the bottom. */
export function NewUserForm(props: NewUserFormProps): ReactNode {
  const { editor } = props;
  const { state, facts, findings, dispatch } = editor;
  const { onSave } = props;
  const { draft, phase } = state;
  const form = useRef<HTMLFormElement>(null);
  const saving = phase.at === 'saving';
  const attempts = phase.at === 'edit' ? phase.attempts : 0;
  const touched = attempts > 0;
  const acknowledge = (key: string, accepted: boolean): void =>
    dispatch({ type: 'acknowledge', key, accepted });

  useEffect(() => {
    if (attempts > 0 && form.current !== null) focusFirstProblem(form.current);
  }, [attempts]);

  const onKeyDown = (key: KeyboardEvent): void => {
    if (key.key !== 'Enter' || !(key.ctrlKey || key.metaKey)) return;
    key.preventDefault();
    onSave();
  };
  const chosen = new Set(draft.grants.map((card) => card.roleId));

  return (
    // The form hears Ctrl+Enter from every field inside it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={classes.form}
      aria-label="New user"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(submit) => {
        submit.preventDefault();
        onSave();
      }}
    >
      {editor.barrier !== null && (
        <p className={classes.barrier} aria-live="polite">
          <IconLock size={16} aria-hidden />
          <span>{editor.barrier} You can look around here, but not save.</span>
        </p>
      )}
      <div className={classes.columns}>
        <div className={classes.left}>
          <IdentitySection
            draft={draft}
            findings={findings.email}
            touched={touched}
            names={editor.names}
            legacy={editor.legacy}
            notifyProblem={editor.notifyProblem}
            disabled={saving}
            dispatch={dispatch}
          />
          <section className={classes.roles} aria-label="Roles">
            <h3>Roles</h3>
            {facts.loading && <Loader size="sm" />}
            {facts.error !== null && <ErrorNote error={facts.error} />}
            {!facts.loading && editor.legacy && (
              <LegacyRoles
                roles={facts.roles}
                chosen={new Set(draft.legacy.roleIds)}
                disabled={saving}
                onToggle={(roleId) => dispatch({ type: 'legacy-role', roleId })}
              />
            )}
            {!facts.loading && !editor.legacy && (
              <RolePicker
                roles={facts.roles}
                chosen={chosen}
                disabled={saving}
                onToggle={(roleId) =>
                  dispatch({
                    type: 'grant',
                    action: chosen.has(roleId)
                      ? { type: 'remove-role', roleId }
                      : { type: 'add-role', roleId },
                  })
                }
              />
            )}
          </section>
        </div>
        <div className={classes.right}>
          <h3>{editor.legacy ? 'Clusters' : 'Where each role holds'}</h3>
          {editor.legacy && (
            <LegacyClusters draft={draft.legacy} tree={facts.tree} disabled={saving} dispatch={dispatch} />
          )}
          {mayTellRoles(findings, touched) && (
            <FindingList
              quiet={!touched}
              findings={findings.grants.roles}
              acknowledged={draft.acknowledged}
              onAcknowledge={acknowledge}
              disabled={saving}
            />
          )}
          {editor.legacy ? (
            <ReasonField
              findings={findings.grants.all}
              reason={draft.reason}
              touched={touched}
              disabled={saving}
              onReason={(text) => dispatch({ type: 'set-text', field: 'reason', text })}
            />
          ) : (
            <GrantEditor
              cards={draft.grants}
              roles={facts.roles}
              tree={facts.tree}
              held={editor.held}
              findings={findings.grants}
              touched={touched}
              acknowledged={draft.acknowledged}
              reason={draft.reason}
              disabled={saving}
              empty={
                <p className={classes.empty}>
                  Choose one or more roles on the left. Each one then asks where it holds: on all clusters, or
                  in chosen clusters, departments or projects.
                </p>
              }
              dispatch={(action) => dispatch({ type: 'grant', action })}
              onAcknowledge={acknowledge}
              onReason={(text) => dispatch({ type: 'set-text', field: 'reason', text })}
            />
          )}
        </div>
      </div>
      <footer className={classes.foot}>
        <div className={classes.problem} aria-live="polite" data-save-problem>
          {phase.at === 'edit' && phase.error !== null ? (
            <ErrorNote error={phase.error} />
          ) : (
            touched && editor.problem
          )}
        </div>
        <Button variant="default" onClick={props.onCancel} disabled={saving}>
          Cancel
        </Button>
        <StageButton disabled={saving || editor.barrier !== null} onStage={() => onSave('staged')} />
        <Button
          type="submit"
          loading={saving}
          disabled={editor.barrier !== null}
          {...(editor.barrier === null ? {} : { title: editor.barrier })}
          rightSection={<Kbd keys="Mod+↵" />}
          data-save-user
        >
          Save
        </Button>
      </footer>
    </form>
  );
}
