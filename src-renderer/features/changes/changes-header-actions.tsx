import { ActionIcon, Menu, Switch } from '@mantine/core';
import {
  IconArrowBackUp,
  IconDots,
  IconFileExport,
  IconFileImport,
  IconListNumbers,
  IconSend,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSettings } from '../../stores/stores-context.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { ByHandDialog } from './by-hand-dialog.tsx';
import type { LineUndo } from './plan-undo.ts';
import type { ChangesActs } from './use-changes-acts.ts';
import classes from './changes-page.module.css';

/** What concerns the plan as a whole: send all, undo, plan files, and whether changes leave by themselves. */
export function ChangesHeaderActions(props: {
  acts: ChangesActs;
  /** What undoing the set that was saved last does; null where there is none. */
  newest: LineUndo | null;
  /** Ids of all that waits, staged changes too: who presses Send all means them as well. */
  waiting: readonly string[];
  /** Why there is nothing to send, where nothing waits. */
  whyNothing: string;
  sendReason: string | null;
  empty: boolean;
  onImport: () => void;
}): ReactNode {
  const { acts, newest } = props;
  const { settings, change } = useSettings((store) => store);
  const [byHand, setByHand] = useState(false);
  return (
    <>
      <Switch
        className={classes.automatic ?? ''}
        label="Send automatically"
        title="Single edits leave by themselves when the tenant can be reached. What was staged waits either way."
        checked={settings.sendAutomatically}
        onChange={(event) => void change({ sendAutomatically: event.currentTarget.checked })}
      />
      <ReasonButton
        act="undo"
        label="Undo"
        icon={<IconArrowBackUp size={14} aria-hidden />}
        reason={newest === null ? 'Nothing that was saved here last can be taken back.' : newest.whyNot}
        onPress={() => newest !== null && void acts.undo(newest)}
      />
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <ActionIcon aria-label="Plan files" variant="default" size={30}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileExport size={14} aria-hidden />}
            disabled={props.empty}
            onClick={() => void acts.exportPlan(null)}
          >
            Export plan…
          </Menu.Item>
          <Menu.Item leftSection={<IconFileImport size={14} aria-hidden />} onClick={props.onImport}>
            Import plan…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconListNumbers size={14} aria-hidden />}
            disabled={props.empty}
            onClick={() => setByHand(true)}
          >
            Steps by hand…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ReasonButton
        act="send-all"
        look="filled"
        label="Send all"
        icon={<IconSend size={14} aria-hidden />}
        reason={props.waiting.length === 0 ? props.whyNothing : props.sendReason}
        busy={acts.sending}
        onPress={() => void acts.send(props.waiting)}
      />
      {byHand && <ByHandDialog onClose={() => setByHand(false)} />}
    </>
  );
}
