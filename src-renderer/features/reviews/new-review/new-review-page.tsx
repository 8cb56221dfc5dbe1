import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useAct } from '../../../bridge/use-act.ts';
import { useCall } from '../../../bridge/use-call.ts';
import { useMirror, useTenant, useUnsaved } from '../../../stores/stores-context.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { ErrorNote } from '../../../ui/findings/error-note.tsx';
import frame from '../../../ui/page/page.module.css';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { PageHeader } from '../../../ui/table-page/page-header.tsx';
import { useClock } from '../../../ui/time/now.tsx';
import { localDay } from '../decide/decide-model.ts';
import classes from '../reviews.module.css';
import { ReviewPreview } from './review-preview.tsx';
import { type ReviewDraft, emptyReview, reviewProblems, settingsOf } from './review-draft.ts';
import { HowStep, WhatStep, WhoStep } from './review-steps.tsx';

/** Days until a review is due when nobody says otherwise. */
const usualDays = 14;
/** How long the typing rests before the preview is asked for, in milliseconds. */
const rest = 300;

/** What is reviewed, by whom, how strictly; with what would come of it always beside. */
export function NewReviewPage(): ReactNode {
  const navigate = useNavigate();
  const now = useClock();
  const actor = useTenant((tenant) => tenant.current?.actor ?? '');
  const [begun] = useState(() => emptyReview(actor, localDay(now(), usualDays)));
  const [draft, setDraft] = useState<ReviewDraft>(begun);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<ReviewDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const revision = useMirror((mirror) => mirror.any);
  const settings = useMemo(
    () => settingsOf(draft.name.trim() === '' ? { ...draft, name: '–' } : draft),
    [draft],
  );
  const [rested] = useDebouncedValue(settings, rest);
  const preview = useCall('reviews.preview', rested === null ? null : { settings: rested }, revision);
  const create = useAct('reviews.create');
  const own = reviewProblems(draft, localDay(now()));
  const fresh = preview.status === 'ready' && rested === settings;
  const problem = own[0] ?? preview.data?.problems[0] ?? (fresh ? null : 'Counting the rows.');

  const leaving = useRef(false);
  const dirty = draft !== begun;
  const guard = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !leaving.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty && !leaving.current,
    withResolver: true,
  });
  const hold = useUnsaved((unsaved) => unsaved.hold);
  const asked = useUnsaved((unsaved) => unsaved.asked);
  const answer = useUnsaved((unsaved) => unsaved.answer);
  useEffect(() => (dirty ? hold() : undefined), [dirty, hold]);

  const open = async (): Promise<void> => {
    setTried(true);
    const final = settingsOf(draft);
    if (problem !== null || final === null || create.busy) return;
    const outcome = await create.run({ settings: final });
    if (!outcome.ok) return;
    leaving.current = true;
    void navigate({ to: '/reviews/campaign', search: { id: outcome.data.id } });
  };
  return (
    <div className={frame.page} data-new-review-page>
      <PageHeader title="New review" />
      <div className={classes.editor}>
        <div className={classes.steps}>
          <WhatStep draft={draft} tried={tried} onChange={change} />
          <WhoStep draft={draft} tried={tried} onChange={change} />
          <HowStep draft={draft} tried={tried} onChange={change} />
        </div>
        <ReviewPreview
          preview={preview.data}
          loading={!fresh}
          error={preview.status === 'failed' ? preview.error : null}
          problems={tried ? own : []}
        />
      </div>
      <footer className={classes.footer}>
        {create.error !== null && <ErrorNote error={create.error} />}
        <span className={frame.dim}>
          From then on its rows, reviewers and rules are fixed: what happens at the tenant meanwhile does not
          change them.
        </span>
        <Button variant="default" onClick={() => void navigate({ to: '/reviews' })}>
          Cancel
        </Button>
        <ReasonButton
          act="create-review"
          look="filled"
          label="Open the review"
          reason={problem}
          busy={create.busy}
          onPress={() => void open()}
        />
      </footer>
      <Confirm
        opened={guard.status === 'blocked' || asked}
        title="Leave without opening the review?"
        actLabel="Leave and lose it"
        keepLabel="Stay"
        danger
        onAct={() => (guard.status === 'blocked' ? guard.proceed() : answer(true))}
        onKeep={() => (guard.status === 'blocked' ? guard.reset() : answer(false))}
      >
        What you chose for it is not kept.
      </Confirm>
    </div>
  );
}
