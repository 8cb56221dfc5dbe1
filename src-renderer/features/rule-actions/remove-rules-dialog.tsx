import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { RemovalDialog } from '../../ui/removal/removal-dialog.tsx';
import type { RuleTarget } from '../../ui/slots.tsx';
import { countRules } from './rule-words.ts';

/** Takes rules away, after showing who loses what. */
export function RemoveRulesDialog(props: {
  rules: readonly RuleTarget[];
  /** Tells whether something was done. */
  onClose: (done: boolean) => void;
}): ReactNode {
  const ids = props.rules.filter(({ pending }) => pending !== 'removed').map(({ id }) => id);
  const revision = useMirror((store) => store.any);
  const preview = useCall('rules.removePreview', { ids }, revision);
  const act = useAct('rules.remove');
  const tell = useTellEdit();
  const what = countRules(ids.length);
  return (
    <RemovalDialog
      verb="Remove"
      what={what}
      note="Who holds these rules loses what they give, unless another rule gives it too."
      preview={preview.data}
      loading={preview.status === 'loading'}
      previewError={preview.error}
      onReload={preview.reload}
      busy={act.busy}
      error={act.error}
      onKeep={() => props.onClose(false)}
      onAct={(answer) => {
        const remove = async (): Promise<void> => {
          const outcome = await act.run({ ids, ...answer });
          if (!outcome.ok) return;
          tell({
            report: outcome.data,
            what: `remove ${what}`,
            done: `Removed: ${what}.`,
            send: answer.send,
          });
          props.onClose(true);
        };
        void remove();
      }}
    />
  );
}
