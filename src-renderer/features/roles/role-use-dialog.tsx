import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { useMirror } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { RemovalDialog } from '../../ui/removal/removal-dialog.tsx';
import { rolesText } from './role-target.ts';

const words = {
  disable: {
    verb: 'Disable',
    done: 'Disabled',
    note: 'Its access rules stay and are without effect until it is enabled again.',
  },
  delete: {
    verb: 'Delete',
    done: 'Deleted',
    note: 'This cannot be undone at the tenant: the same role made anew is another one.',
  },
} as const;

/** Switches roles off, or deletes them, after showing who holds them and loses what (V45). */
export function RoleUseDialog(props: {
  readonly act: 'disable' | 'delete';
  readonly roles: readonly Role[];
  /** Tells whether something was done. */
  readonly onClose: (done: boolean) => void;
}): ReactNode {
  const ids = props.roles.map(({ id }) => id);
  const revision = useMirror((store) => store.any);
  const preview = useCall('roles.usePreview', { ids, act: props.act }, revision);
  const remove = useAct('roles.delete');
  const disable = useAct('roles.setEnabled');
  const act = props.act === 'delete' ? remove : disable;
  const tell = useTellEdit();
  const what = rolesText(props.roles);
  const { verb, done, note } = words[props.act];
  return (
    <RemovalDialog
      verb={verb}
      what={what}
      note={note}
      preview={preview.data}
      loading={preview.status === 'loading'}
      previewError={preview.error}
      onReload={preview.reload}
      busy={act.busy}
      error={act.error}
      onKeep={() => props.onClose(false)}
      onAct={({ typed, acknowledged, send }) => {
        const run = async (): Promise<void> => {
          const outcome =
            props.act === 'delete'
              ? await remove.run({ ids, typed, acknowledged, send })
              : await disable.run({ ids, enabled: false, acknowledged, send });
          if (!outcome.ok) return;
          tell({
            report: outcome.data,
            what: `${verb.toLowerCase()} ${what}`,
            done: `${done}: ${what}.`,
            send,
          });
          props.onClose(true);
        };
        void run();
      }}
    />
  );
}
