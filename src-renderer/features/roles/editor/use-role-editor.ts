import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import { useCall } from '../../../bridge/use-call.ts';
import type { ParsedInput } from '../../../../src-shared/ipc/contract.ts';
import type { DraftSource, RolePreview } from '../../../../src-shared/ipc/roles-contract.ts';
import { useMirror } from '../../../stores/stores-context.tsx';
import { stepWords } from './grid-model.ts';
import { draftOfForm, formOfDraft } from './role-form.ts';
import type { RoleForm } from './role-form.ts';
import { editorStep, openEditor, reopenEditor } from './role-reducer.ts';
import type { EditorAction, EditorState } from './role-reducer.ts';
import type { Takes } from './toggle-cells.ts';

/** Milliseconds of quiet before the form is checked. */
const quiet = 150;

/** The editor at work. */
export interface RoleEditor {
  readonly state: EditorState;
  readonly takes: Takes;
  readonly dispatch: (action: EditorAction) => void;
  /** The newest answer; null before the first one. */
  readonly preview: RolePreview | null;
  /** Whether it is the answer to the form as it stands now. */
  readonly fresh: boolean;
  /** What the newest step did beyond the pressed cell; null where nothing. */
  readonly told: string | null;
}

/** The form with its steps, checked by the main process while it changes. */
export function useRoleEditor(
  source: DraftSource,
  about: Pick<ParsedInput<'roles.preview'>, 'id' | 'clash'>,
  before: RoleForm | null,
): RoleEditor {
  const { id, clash } = about;
  const takes = useMemo<Takes>(
    () => ({ sets: source.sets, single: source.singlePermissions.allowed }),
    [source],
  );
  const [{ state, told }, setSteps] = useState(() => ({
    state:
      before === null
        ? openEditor(formOfDraft(source.draft))
        : reopenEditor(formOfDraft(source.draft), before),
    told: null as string | null,
  }));
  const dispatch = useCallback(
    (action: EditorAction): void =>
      setSteps((before) => {
        const next = editorStep(before.state, action, takes);
        if (next === before.state) return before;
        return { state: next, told: stepWords(before.state.form, next.form, takes.sets) };
      }),
    [takes],
  );

  const revision = useMirror((mirror) => mirror.any);
  const draft = useMemo(() => draftOfForm(state.form, takes.sets), [state.form, takes.sets]);
  const [asked] = useDebouncedValue(draft, quiet);
  const call = useCall('roles.preview', { id, draft: asked, clash }, revision);
  const [preview, setPreview] = useState<RolePreview | null>(null);
  if (call.status === 'ready' && call.data !== preview) setPreview(call.data);
  return { state, takes, dispatch, preview, fresh: asked === draft && call.status === 'ready', told };
}
