import { Button, Loader, Modal } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useRoles } from '../../stores/stores-context.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { focusFirstProblem } from '../../ui/findings/focus-first-problem.ts';
import { GrantCardSection } from '../../ui/grant-editor/grant-card-section.tsx';
import { ReasonField } from '../../ui/grant-editor/reason-field.tsx';
import { RolePicker } from '../../ui/grant-editor/role-picker.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import type { NewRulesDialogProps } from '../../ui/slots.tsx';
import { hasChoices } from './new-rules-reducer.ts';
import { PlannedList } from './planned-list.tsx';
import { SubjectFields } from './subject-fields.tsx';
import { useNewRules } from './use-new-rules.ts';
import classes from './new-rules.module.css';

const nothingHeld: ReadonlySet<string> = new Set();
const noneHolds: ReadonlyMap<string, string> = new Map();

/** Many subjects × roles × scopes in one dialog, with every rule that comes of it shown before it is saved. */
export function NewRulesDialog(props: NewRulesDialogProps): ReactNode {
  const editor = useNewRules(props.prefill);
  const { state, facts, findings, cards, dispatch, busy } = editor;
  const [leaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const tierOf = useRoles((roles) => roles.tierOf);
  const { attempts } = state;
  const touched = attempts > 0;
  const chosen = new Set(state.cards.map((card) => card.roleId));
  const rolesById = new Map(facts.roles.map((role) => [role.id, role]));
  const acknowledge = (key: string, accepted: boolean): void =>
    dispatch({ type: 'acknowledge', key, accepted });

  useEffect(() => {
    if (attempts > 0 && form.current !== null) focusFirstProblem(form.current);
  }, [attempts]);

  const save = async (send?: 'staged'): Promise<void> => {
    if (await editor.save(send)) props.onClose(true);
  };
  const leave = (): void => {
    if (busy) return;
    if (hasChoices(state, props.prefill) && !leaving) setLeaving(true);
    else props.onClose(false);
  };
  const onKeyDown = (key: KeyboardEvent): void => {
    if (key.key !== 'Enter' || !(key.ctrlKey || key.metaKey)) return;
    key.preventDefault();
    void save();
  };

  return (
    <Modal
      opened
      onClose={leave}
      title="New access rules"
      size={1240}
      closeOnClickOutside={false}
      styles={{ body: { padding: 0 } }}
    >
      {/* The form hears Ctrl+Enter from every field inside it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        ref={form}
        className={classes.form}
        aria-label="New access rules"
        data-dialog="new-rules"
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(submit) => {
          submit.preventDefault();
          void save();
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
            <SubjectFields
              subjects={state.subjects}
              findings={findings.subjects}
              preview={editor.preview}
              acknowledged={state.acknowledged}
              revision={editor.revision}
              disabled={busy}
              onSubjects={(kind, texts) => dispatch({ type: 'subjects', kind, texts })}
              onAcknowledge={acknowledge}
            />
            <section className={classes.roles} aria-label="Roles">
              <h3>Roles</h3>
              {facts.loading && <Loader size="sm" />}
              {facts.error !== null && <ErrorNote error={facts.error} />}
              {!facts.loading && (
                <RolePicker
                  roles={facts.roles}
                  chosen={chosen}
                  disabled={busy}
                  onToggle={(roleId) => dispatch({ type: 'toggle-role', roleId })}
                />
              )}
            </section>
          </div>
          <div className={classes.right}>
            <h3>Where each role holds</h3>
            {state.cards.length === 0 && (
              <p className={classes.empty}>
                Choose one or more roles on the left. Each one then asks where it holds; every subject gets
                every role on all of its places.
              </p>
            )}
            {state.cards.map((card) => (
              <GrantCardSection
                key={card.key}
                card={card}
                role={rolesById.get(card.roleId)}
                tree={facts.tree}
                held={editor.held.get(card.roleId)?.byAll ?? nothingHeld}
                heldBySome={editor.held.get(card.roleId)?.bySome ?? noneHolds}
                findings={cards.cards.get(card.key) ?? []}
                touched={touched}
                acknowledged={state.acknowledged}
                disabled={busy}
                othersUndecided={state.cards.some((other) => other.key !== card.key && other.level === null)}
                dispatch={(action) => dispatch({ type: 'grant', action })}
                onAcknowledge={acknowledge}
              />
            ))}
            <ReasonField
              findings={findings.all}
              reason={state.reason}
              touched={touched}
              disabled={busy}
              onReason={(text) => dispatch({ type: 'reason', text })}
            />
            <FindingList
              findings={findings.rules}
              acknowledged={state.acknowledged}
              onAcknowledge={acknowledge}
              disabled={busy}
            />
          </div>
          <div className={classes.planned}>
            <PlannedList
              preview={editor.preview}
              counts={editor.counts}
              tierOf={tierOf}
              narrower={editor.narrower}
              removeNarrower={state.removeNarrower}
              disabled={busy}
              onRemoveNarrower={(wanted) => dispatch({ type: 'remove-narrower', wanted })}
            />
          </div>
        </div>
        <footer className={classes.foot}>
          <div className={classes.problem} aria-live="polite" data-save-problem>
            {editor.error !== null ? (
              <ErrorNote error={editor.error} />
            ) : leaving ? (
              'What you chose is not saved. Cancel once more to discard it.'
            ) : (
              touched && editor.problem
            )}
          </div>
          <Button variant="default" onClick={leave} disabled={busy}>
            Cancel
          </Button>
          <StageButton disabled={busy || editor.barrier !== null} onStage={() => void save('staged')} />
          <Button
            type="submit"
            loading={busy}
            disabled={editor.barrier !== null}
            rightSection={<Kbd keys="Mod+↵" />}
            data-save-rules
          >
            Save
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
