import type { ReactNode } from 'react';
import { useMirror } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { RemovalAct } from '../../ui/removal/removal-act.tsx';
import type { RuleTarget } from '../../ui/slots.tsx';
import { countRules } from './rule-words.ts';

const calls = { preview: 'rules.removePreview', act: 'rules.remove' } as const;

/** Takes rules away, after showing who loses what. */
export function RemoveRulesDialog(props: {
  rules: readonly RuleTarget[];
  /** Tells whether something was done. */
  onClose: (done: boolean) => void;
}): ReactNode {
  const ids = props.rules.filter(({ pending }) => pending !== 'removed').map(({ id }) => id);
  const revision = useMirror((store) => store.any);
  const tell = useTellEdit();
  const what = countRules(ids.length);
  return (
    <RemovalAct
      verb="Remove"
      what={what}
      note="Who holds these rules loses what they give, unless another rule gives it too."
      ids={ids}
      calls={calls}
      revision={revision}
      onKeep={() => props.onClose(false)}
      onDone={(report, send) => {
        tell({ report, what: `remove ${what}`, done: `Removed: ${what}.`, send });
        props.onClose(true);
      }}
    />
  );
}
