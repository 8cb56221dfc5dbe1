import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Loader, Modal } from '@mantine/core';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { acceptedWith, keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror, useTenant } from '../../stores/stores-context.tsx';
import { useSaved } from '../../stores/use-saved.ts';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import { focusFirstProblem } from '../../ui/findings/focus-first-problem.ts';
import { GrantEditor } from '../../ui/grant-editor/grant-editor.tsx';
import { checkCards } from '../../ui/grant-editor/grant-findings.ts';
import { isDecided, toGrants } from '../../ui/grant-editor/grant-model.ts';
import { withPreviewed } from '../../ui/grant-editor/previewed-findings.ts';
import { RolePicker } from '../../ui/grant-editor/role-picker.tsx';
import { useHeldRules, useTenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import { missingGrants, verdictOf } from '../../ui/grant-report/create-report.ts';
import { ReportSection } from '../../ui/grant-report/report-section.tsx';
import { StageButton } from '../../ui/saved/stage-button.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { Kbd } from '../../ui/kbd.tsx';
import type { UserTarget } from '../../ui/slots.tsx';
import { addRulesReducer, emptyAddRules } from './add-rules-reducer.ts';
import classes from './add-rules-dialog.module.css';

const none: readonly never[] = [];

/** See {@link AddRulesDialog}. */
export interface AddRulesDialogProps {
  readonly user: UserTarget;
  /** Tells whether something was done. */
  readonly onClose: (done: boolean) => void;
}

/** Roles and where they hold, for a user who is there already; what they hold is known and not offered again. */
export function AddRulesDialog(props: AddRulesDialogProps): ReactNode {
  const { user } = props;
  const bridge = useBridge();
  const revision = useMirror((store) => store.any);
  const clustersOnly = useTenant((store) => store.current?.productLine === '2.13');
  const facts = useTenantFacts(revision, clustersOnly);
  const held = useHeldRules(user.id, revision);
  const [state, dispatch] = useReducer(addRulesReducer, emptyAddRules);
  const tellSaved = useSaved();
  const [leaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { cards, acknowledged, attempts, report } = state;
  const decided = cards.length > 0 && cards.every((card) => isDecided(card));
  const grants = useMemo(() => toGrants(cards, facts.tree), [cards, facts.tree]);
  const asked = { subjects: [{ type: 'user' as const, id: user.email }], grants: [...grants] };
  const preview = useCall('rules.addPreview', decided ? asked : null, revision);
  const narrower = preview.data?.narrower ?? none;
  const removes = state.removeNarrower && narrower.length > 0;
  // A question of its own, so that the offer stays on screen while this one is asked.
  const removal = useCall('rules.addPreview', removes ? { ...asked, removeNarrower: true } : null, revision);
  const told = removes ? removal : preview;
  // On 2.13 roles stand on the user, and what is given has to go with what is held.
  const counts = clustersOnly || removes;
  const findings = useMemo(
    () =>
      withPreviewed(
        checkCards(cards, facts.roles, facts.tree, held),
        counts ? (told.data?.findings ?? []) : [],
      ),
    [cards, facts.roles, facts.tree, held, counts, told.data],
  );
  const [block] = blocking(findings.all);
  const open = unacknowledged(findings.all, acceptedWith(acknowledged, state.reason));
  const problem =
    cards.length === 0
      ? 'Choose a role.'
      : (block?.message ??
        (counts ? told.error?.message : undefined) ??
        (open.length === 0 ? null : 'Answer the warnings first.'));
  const chosen = new Set(cards.map((card) => card.roleId));

  useEffect(() => {
    if (attempts > 0 && form.current !== null) focusFirstProblem(form.current);
  }, [attempts]);

  const send = async (grants: ReturnType<typeof toGrants>, when?: 'staged'): Promise<void> => {
    dispatch({ type: 'save' });
    const outcome = await bridge.call('users.addRules', {
      email: user.email,
      grants: [...grants],
      removeNarrower: removes,
      acknowledged: [...acknowledged],
      reason: keptReason(state.reason) ?? null,
      send: when,
    });
    if (outcome.ok && report === null && verdictOf(outcome.data) === 'saved') {
      tellSaved({
        what: `${counted(outcome.data.rules.length, 'access rule')} for ${user.email}`,
        send: when,
        undo: { match: ({ edit }) => edit.kind === 'rule.create' && edit.subject.id === user.email },
      });
      props.onClose(true);
      return;
    }
    dispatch(outcome.ok ? { type: 'saved', report: outcome.data } : { type: 'failed', error: outcome.error });
  };
  const save = (when?: 'staged'): void => {
    if (state.saving || report !== null) return;
    if (problem === null) void send(grants, when);
    else dispatch({ type: 'refuse-save' });
  };
  const leave = (): void => {
    if (report === null && cards.length > 0 && !leaving) setLeaving(true);
    else props.onClose(report !== null);
  };

  return (
    <Modal
      opened
      onClose={leave}
      title={`Add access rules to ${user.email}`}
      size={report === null ? 1120 : 640}
      closeOnClickOutside={false}
      styles={{ body: { padding: 0 } }}
    >
      {report === null ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <form
          ref={form}
          className={classes.form}
          aria-label="Add access rules"
          data-dialog="add-rules"
          onKeyDown={(key) => {
            if (key.key !== 'Enter' || !(key.ctrlKey || key.metaKey)) return;
            key.preventDefault();
            save();
          }}
          onSubmit={(submit) => {
            submit.preventDefault();
            save();
          }}
        >
          <div className={classes.columns}>
            <section className={classes.left} aria-label="Roles">
              {facts.loading && <Loader size="sm" />}
              {facts.error !== null && <ErrorNote error={facts.error} />}
              {!facts.loading && (
                <RolePicker
                  roles={facts.roles}
                  chosen={chosen}
                  disabled={state.saving}
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
            <div className={classes.right}>
              <GrantEditor
                cards={cards}
                roles={facts.roles}
                tree={facts.tree}
                held={held}
                findings={findings}
                touched={attempts > 0}
                acknowledged={acknowledged}
                reason={state.reason}
                narrower={{
                  rules: narrower,
                  remove: state.removeNarrower,
                  onRemove: (wanted) => dispatch({ type: 'remove-narrower', wanted }),
                }}
                disabled={state.saving}
                empty={
                  <p className={classes.empty}>
                    Choose one or more roles on the left. What the user holds already is marked in the tree.
                  </p>
                }
                dispatch={(action) => dispatch({ type: 'grant', action })}
                onAcknowledge={(rule, accepted) => dispatch({ type: 'acknowledge', rule, accepted })}
                onReason={(text) => dispatch({ type: 'reason', text })}
              />
            </div>
          </div>
          <footer className={classes.foot}>
            <div className={classes.problem} aria-live="polite">
              {state.error !== null ? (
                <ErrorNote error={state.error} />
              ) : leaving ? (
                'What you chose is not saved. Cancel once more to discard it.'
              ) : (
                attempts > 0 && problem
              )}
            </div>
            <Button variant="default" onClick={leave} disabled={state.saving}>
              Cancel
            </Button>
            <StageButton disabled={state.saving} onStage={() => save('staged')} />
            <Button type="submit" loading={state.saving} rightSection={<Kbd keys="Mod+↵" />} data-save-rules>
              Add access rules
            </Button>
          </footer>
        </form>
      ) : (
        <div className={classes.after}>
          <ReportSection
            report={report}
            repairing={state.saving}
            error={state.error}
            onRepair={() => void send(missingGrants(report))}
          />
          <div className={classes.done}>
            <Button onClick={leave} data-autofocus>
              Done
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
