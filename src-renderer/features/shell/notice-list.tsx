import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useNotices, useStores } from '../../stores/stores-context.tsx';
import type { Notice } from '../../stores/notices-store.ts';
import classes from './shell.module.css';

/** Milliseconds a notice without an error stays. */
const stay = 6000;

/** Short messages at the lower right; errors stay until they are closed. */
export function NoticeList(): ReactNode {
  const list = useNotices((notices) => notices.list);
  return (
    <section className={classes.notices} aria-label="Notices" aria-live="polite">
      {list.map((notice) => (
        <NoticeView key={notice.key} notice={notice} />
      ))}
    </section>
  );
}

function NoticeView(props: { notice: Notice }): ReactNode {
  const { notice } = props;
  const stores = useStores();
  useEffect(() => {
    if (notice.tone === 'failed') return undefined;
    const timer = setTimeout(() => stores.notices.getState().dismiss(notice.key), stay);
    return () => clearTimeout(timer);
  }, [notice, stores]);
  const dismiss = (): void => stores.notices.getState().dismiss(notice.key);
  return (
    <div className={classes.notice} data-tone={notice.tone}>
      <div className={classes.noticeText}>
        {notice.text}
        {notice.hint !== null && <span className={classes.noticeHint}>{notice.hint}</span>}
      </div>
      {notice.action !== null && (
        <Button
          variant="subtle"
          onClick={() => {
            notice.action?.run();
            dismiss();
          }}
        >
          {notice.action.label}
        </Button>
      )}
      <ActionIcon size={24} aria-label="Close the notice" onClick={dismiss}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
