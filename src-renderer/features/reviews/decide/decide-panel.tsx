import { Button, Select, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { type DecisionKind, decisionKinds, mostDeferDays } from '../../../../src-shared/domain/review.ts';
import type { ReviewPart } from '../../../../src-shared/ipc/reviews-contract.ts';
import { focusOnMount } from '../../../ui/findings/focus-on-mount.ts';
import { bestFirstFilter } from '../../../ui/text/best-first.ts';
import { useClock } from '../../../ui/time/now.tsx';
import { decisionFaces, reasonChips } from '../../../../src-shared/words/decision-words.ts';
import type { DecisionDraft } from './decision-draft.ts';
import { localDay } from './decide-model.ts';
import classes from './decide.module.css';

/** Choices need more room than the field beside another one, pixels. */
const choiceWidth = 320;

/** The buttons, reasons and small forms that decide what is looked at. */
export function DecidePanel(props: {
  readonly part: ReviewPart;
  readonly draft: DecisionDraft;
  /** What is still missing, in words. */
  readonly missing: string | null;
  readonly disabled: boolean;
  readonly onDraft: (change: Partial<DecisionDraft>) => void;
  readonly onKind: (kind: DecisionKind) => void;
  readonly onReason: (chip: number) => void;
  /** Decides as the draft says. */
  readonly onDone: () => void;
  readonly onStop: () => void;
}): ReactNode {
  const { draft, disabled } = props;
  const words = useRef<HTMLInputElement | null>(null);
  const wordsWanted = draft.reason === 'other';
  useEffect(() => {
    if (wordsWanted) words.current?.focus();
  }, [wordsWanted]);
  const onKeyDown = (key: KeyboardEvent): void => {
    if (key.key !== 'Escape' || key.defaultPrevented) return;
    key.preventDefault();
    props.onStop();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the small forms, wherever in them
    <section className={classes.panel} aria-label="Decide" onKeyDown={onKeyDown}>
      <div className={classes.kinds}>
        {decisionKinds.map((kind) => (
          <Button
            key={kind}
            variant={draft.kind === kind ? 'filled' : 'default'}
            disabled={disabled}
            aria-keyshortcuts={decisionFaces[kind].key}
            data-kind={kind}
            onClick={() => props.onKind(kind)}
          >
            {decisionFaces[kind].label}
            <span className={classes.key} aria-hidden="true">
              {decisionFaces[kind].key}
            </span>
          </Button>
        ))}
      </div>
      <fieldset className={classes.chips} aria-label="Reason">
        {reasonChips.map(({ code, label }, at) => (
          <button
            key={code}
            type="button"
            className={classes.chip}
            disabled={disabled}
            aria-pressed={draft.reason === code}
            onClick={() => props.onReason(at)}
          >
            {at < 9 && (
              <span className={classes.chipKey} aria-hidden="true">
                {at + 1}
              </span>
            )}
            {label}
          </button>
        ))}
      </fieldset>
      <form
        className={classes.form}
        onSubmit={(submit) => {
          submit.preventDefault();
          props.onDone();
        }}
      >
        {draft.kind === 'change' && <ChangeFields {...props} />}
        {draft.kind === 'defer' && <DeferFields {...props} />}
        {draft.kind === 'not-mine' && <NotMineFields {...props} />}
        {(draft.reason !== null || draft.kind !== null) && (
          <TextInput
            ref={words}
            label={wordsWanted ? 'The other reason' : 'More about the reason'}
            maxLength={500}
            autoComplete="off"
            value={draft.text}
            onChange={(event) => props.onDraft({ text: event.currentTarget.value })}
          />
        )}
        {draft.kind !== null && (
          <div className={classes.formActs}>
            <Button type="submit" disabled={props.missing !== null}>
              {decisionFaces[draft.kind].done}
            </Button>
            <Button variant="subtle" color="gray" onClick={props.onStop}>
              Cancel
            </Button>
          </div>
        )}
        {props.missing !== null && draft.kind !== null && <p className={classes.missing}>{props.missing}</p>}
      </form>
    </section>
  );
}

interface FieldProps {
  readonly part: ReviewPart;
  readonly draft: DecisionDraft;
  readonly onDraft: (change: Partial<DecisionDraft>) => void;
}

function ChangeFields({ part, draft, onDraft }: FieldProps): ReactNode {
  return (
    <div className={classes.fields}>
      <Select
        label="To role"
        comboboxProps={{ width: choiceWidth, position: 'bottom-start' }}
        placeholder="As it is"
        searchable
        clearable
        limit={60}
        filter={bestFirstFilter}
        ref={focusOnMount}
        data={part.roles.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.role}
        onChange={(role) => onDraft({ role })}
      />
      <Select
        label="On place"
        comboboxProps={{ width: choiceWidth, position: 'bottom-end' }}
        placeholder="As it is"
        searchable
        clearable
        limit={60}
        filter={bestFirstFilter}
        data={part.places.map(({ type, id, path }) => ({ value: `${type}:${id}`, label: path }))}
        value={draft.place}
        onChange={(place) => onDraft({ place })}
      />
    </div>
  );
}

function DeferFields({ part, draft, onDraft }: FieldProps): ReactNode {
  const now = useClock()();
  return (
    <div className={classes.fields}>
      <Select
        label="Who finds out"
        searchable
        filter={bestFirstFilter}
        ref={focusOnMount}
        data={part.reviewers.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.owner}
        onChange={(owner) => onDraft({ owner })}
      />
      <TextInput
        type="date"
        label="Until"
        description={`At most ${mostDeferDays} days from today.`}
        min={localDay(now, 1)}
        max={localDay(now, mostDeferDays)}
        value={draft.until}
        onChange={(event) => onDraft({ until: event.currentTarget.value })}
      />
    </div>
  );
}

function NotMineFields({ part, draft, onDraft }: FieldProps): ReactNode {
  return (
    <Select
      label="Who would know"
      placeholder="I cannot say"
      searchable
      filter={bestFirstFilter}
      clearable
      ref={focusOnMount}
      data={part.reviewers
        .filter(({ id }) => id !== part.reviewer.id)
        .map(({ id, name }) => ({ value: id, label: name }))}
      value={draft.to}
      onChange={(to) => onDraft({ to })}
    />
  );
}
