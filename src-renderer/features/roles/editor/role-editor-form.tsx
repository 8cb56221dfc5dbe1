import { ActionIcon, Button, TextInput, Textarea, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useAct } from '../../../bridge/use-act.ts';
import { shownBy } from '../../../../src-shared/changes/shown-by.ts';
import type { DraftSource } from '../../../../src-shared/ipc/roles-contract.ts';
import { useRoles, useUnsaved } from '../../../stores/stores-context.tsx';
import { useDraftBefore, useKeepDraft } from '../../../stores/use-locked-draft.ts';
import { useTellEdit } from '../../../stores/use-tell-edit.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import { FindingList } from '../../../ui/findings/finding-list.tsx';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { permissionWords } from '../../../ui/access/permission-words.ts';
import { StageButton } from '../../../ui/saved/stage-button.tsx';
import { PageHeader } from '../../../ui/table-page/page-header.tsx';
import type { EditorTask } from './editor-search.ts';
import { doneWords, effectSummary, lackingWords, problemOf, saveProblem } from './editor-validation.ts';
import { EffectSection } from './effect-section.tsx';
import { editorTypes } from './grid-model.ts';
import { PermissionSection } from './permission-section.tsx';
import { draftOfForm, formOfDraft, formOfKept, keptOfForm, sameForm } from './role-form.ts';
import type { KeptForm } from './role-form.ts';
import { isDirty } from './role-reducer.ts';
import { SetSection } from './set-section.tsx';
import { useRoleEditor } from './use-role-editor.ts';
import frame from '../../../ui/page/page.module.css';
import classes from './editor.module.css';

/** Name, sets, grid and effect of one role, with undo, redo and a guard on what is not saved. */
export function RoleEditorForm(props: {
  readonly task: EditorTask;
  readonly source: DraftSource;
  /** Leaves the editor for where it was opened; with the drawer to open there. */
  readonly onDone: (search: Readonly<Record<string, string>>) => void;
}): ReactNode {
  const { task, source } = props;
  const editing = task.as === 'edit' ? task.id : null;
  const clash = task.as === 'edit' ? task.clash : undefined;
  const kept = `role-editor:${task.as}:${task.as === 'new' ? '' : task.id}${clash === undefined ? '' : `:${clash}`}`;
  const before = useDraftBefore<KeptForm>(kept);
  // What was wanted here is laid over what the tenant has as one step: undone, it is theirs.
  const mine = useMemo(() => (source.mine === null ? null : formOfDraft(source.mine)), [source]);
  // As it was when the editor was opened first: after a lock others may have changed it.
  const shown = editing === null ? undefined : (before?.shown ?? shownBy(source));
  const start = before === null ? mine : formOfKept(before);
  const editor = useRoleEditor(source, { id: editing, clash }, start);
  const { state, takes, dispatch, preview } = editor;
  const { form } = state;
  const roles = useRoles((store) => store.list);
  const types = useMemo(
    () => editorTypes(roles, takes.sets, state.opened.single),
    [roles, takes, state.opened],
  );
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(task.as === 'edit');
  const leaving = useRef(false);
  const name = useRef<HTMLInputElement | null>(null);
  // The keyboard goes on where the work begins.
  useEffect(() => name.current?.focus(), []);
  const act = useAct('roles.save');
  const tell = useTellEdit();

  // Mine stays where it is, in the change: nothing of it is lost by leaving.
  const dirty = mine === null ? isDirty(state) : !sameForm(form, mine);
  useKeepDraft(kept, dirty ? keptOfForm(form, shown) : null);
  const guard = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !leaving.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty && !leaving.current,
    withResolver: true,
  });
  const hold = useUnsaved((unsaved) => unsaved.hold);
  const asked = useUnsaved((unsaved) => unsaved.asked);
  const answer = useUnsaved((unsaved) => unsaved.answer);
  useEffect(() => (dirty ? hold() : undefined), [dirty, hold]);
  const findings = preview?.findings ?? [];
  const problem = saveProblem({
    preview,
    fresh: editor.fresh,
    acknowledged: accepted,
    dirty: dirty || clash !== undefined,
    isNew: task.as !== 'edit',
  });
  const what = `${task.as === 'edit' ? 'change of role' : 'new role'} ${form.name.trim()}`;

  const save = async (send?: 'staged'): Promise<void> => {
    setTried(true);
    if (problem !== null || act.busy) return;
    const outcome = await act.run({
      id: editing,
      draft: draftOfForm(form, takes.sets),
      clonedFrom: task.as === 'clone' ? task.id : null,
      acknowledged: [...accepted],
      send,
      clash,
      shown,
    });
    if (!outcome.ok) return;
    leaving.current = true;
    tell({ report: outcome.data, what, done: doneWords(task.as, form.name.trim(), outcome.data), send });
    props.onDone(editing === null || clash !== undefined ? {} : { open: String(editing) });
  };
  const onKeyDown = (key: KeyboardEvent): void => {
    if (!(key.ctrlKey || key.metaKey) || key.altKey) return;
    const letter = key.key.toLowerCase();
    if (letter === 'z') dispatch({ type: key.shiftKey ? 'redo' : 'undo' });
    else if (letter === 'y') dispatch({ type: 'redo' });
    else if (letter === 's') void save();
    else return;
    key.preventDefault();
  };
  const field = (name: 'name' | 'description') => ({
    value: form[name],
    error: tried ? problemOf(findings, name) : null,
    disabled: act.busy,
    spellCheck: name === 'description',
    autoComplete: 'off',
    'data-field': name,
    onChange: (change: { currentTarget: { value: string } }) =>
      dispatch({ type: 'type', field: name, text: change.currentTarget.value }),
    onBlur: () => dispatch({ type: 'left-field' }),
  });

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- undo and save belong to the whole screen
    <div className={frame.page} onKeyDown={onKeyDown} data-role-editor={task.as}>
      <PageHeader title={headline(task, source)} actions={<Steps editor={editor} />} />
      <div className={classes.columns}>
        <div className={classes.side}>
          <TextInput label="Name" maxLength={400} required ref={name} {...field('name')} />
          <Textarea
            label="Description"
            description="For those who give this role to somebody."
            maxLength={4000}
            required
            autosize
            minRows={2}
            maxRows={6}
            {...field('description')}
          />
          <SetSection
            sets={takes.sets}
            chosen={form.setIds}
            onToggle={(id) => dispatch({ type: 'toggle-set', id })}
          />
          {!source.singlePermissions.allowed && (
            <p className={frame.dim}>{source.singlePermissions.reason}</p>
          )}
        </div>
        <div className={classes.middle}>
          {clash !== undefined && (
            <p className={classes.notes}>
              You see your change laid over what the tenant has now. Undo (Ctrl Z) shows theirs. Saving
              decides the conflict.
            </p>
          )}
          <Notes source={source} editing={task.as === 'edit'} />
          <PermissionSection
            label="Permissions of the role"
            types={types}
            form={form}
            opened={task.as === 'new' ? form : state.opened}
            takes={takes}
            onToggle={(keys) => dispatch({ type: 'toggle-cells', keys })}
          />
          <p className={classes.told} aria-live="polite">
            {editor.told}
          </p>
        </div>
        <div className={classes.effects} data-effects>
          <FindingList
            findings={findings}
            quiet={!tried}
            acknowledged={accepted}
            onAcknowledge={(key, on) =>
              setAccepted((before) => [...before.filter((each) => each !== key), ...(on ? [key] : [])])
            }
          />
          <EffectSection preview={preview} isNew={task.as !== 'edit'} />
        </div>
      </div>
      <footer className={classes.foot}>
        <span className={classes.summary} data-summary>
          {task.as === 'edit' && preview !== null && effectSummary(preview.holders)}
        </span>
        {act.error !== null && <ErrorNote error={act.error} />}
        <Button variant="default" disabled={act.busy} onClick={() => props.onDone(backTo(task))}>
          Cancel
        </Button>
        <StageButton disabled={problem !== null || act.busy} onStage={() => void save('staged')} />
        <ReasonButton
          act="save-role"
          look="filled"
          label={task.as === 'edit' ? 'Save' : 'Create role'}
          reason={problem}
          busy={act.busy}
          onPress={() => void save()}
        />
      </footer>
      <Confirm
        opened={guard.status === 'blocked' || asked}
        title="Leave without saving?"
        actLabel="Leave and lose the changes"
        keepLabel="Stay"
        danger
        onAct={() => (guard.status === 'blocked' ? guard.proceed() : answer(true))}
        onKeep={() => (guard.status === 'blocked' ? guard.reset() : answer(false))}
      >
        The changes of this role are not saved yet.
      </Confirm>
    </div>
  );
}

function headline(task: EditorTask, source: DraftSource): string {
  if (task.as === 'new') return 'New role';
  const name = source.source?.name ?? '';
  if (task.as === 'clone') return `Copy of ${name}`;
  return task.clash === undefined ? `Edit ${name}` : `Decide what ${name} becomes`;
}

function backTo(task: EditorTask): Readonly<Record<string, string>> {
  if (task.as === 'edit' && task.clash !== undefined) return { open: task.clash };
  return task.id === null ? {} : { open: String(task.id) };
}

function Steps(props: { editor: ReturnType<typeof useRoleEditor> }): ReactNode {
  const { state, dispatch } = props.editor;
  return (
    <>
      <Tooltip label="Undo (Ctrl Z)">
        <ActionIcon
          aria-label="Undo"
          disabled={state.past.length === 0}
          onClick={() => dispatch({ type: 'undo' })}
        >
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl Y)">
        <ActionIcon
          aria-label="Redo"
          disabled={state.future.length === 0}
          onClick={() => dispatch({ type: 'redo' })}
        >
          <IconArrowForwardUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Button
        variant="subtle"
        color="gray"
        disabled={!isDirty(state)}
        onClick={() => dispatch({ type: 'revert' })}
      >
        Start over
      </Button>
    </>
  );
}

/** What of the source the form could not take over, and what it keeps although we have no words for it. */
function Notes(props: { source: DraftSource; editing: boolean }): ReactNode {
  const { lacking, unknownTypes, source } = props.source;
  if (lacking.length === 0 && unknownTypes.length === 0) return null;
  return (
    <div className={classes.notes}>
      {lacking.length > 0 && (
        <details>
          <summary>{lackingWords(lacking.length, source?.name ?? 'the role', props.editing)}</summary>
          <ul>
            {permissionWords(lacking).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      )}
      {unknownTypes.length > 0 && (
        <p>
          Rolebook has no words for {unknownTypes.join(', ')}. The tenant does; they are kept as they are.
        </p>
      )}
    </div>
  );
}
