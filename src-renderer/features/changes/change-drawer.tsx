import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ResolutionChoice } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { ChangeChoices } from './change-choices.tsx';
import { ChangeFields } from './change-fields.tsx';
import { ChangeNoteView } from './change-note-view.tsx';
import { ChangeStory } from './change-story.tsx';
import { stateWords, whyNotDiscard } from './change-words.ts';
import { ConflictView } from './conflict-view.tsx';
import { RequestView } from './request-view.tsx';
import { StateChip } from './state-chip.tsx';
import classes from './change-drawer.module.css';

/** See {@link ChangeDrawer}. */
export interface ChangeDrawerProps {
  /** Null while it is read, or when it is not there. */
  readonly planned: PlannedChange | null;
  readonly missing: boolean;
  /** All changes of the list, for the names of those that wait for each other. */
  readonly all: readonly PlannedChange[];
  /** Why nothing can be sent now; null when it can. */
  readonly sendReason: string | null;
  readonly sending: boolean;
  readonly resolving: boolean;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
  readonly onSend: () => void;
  readonly onDiscard: () => void;
  /** Takes its set back, or brings it back. */
  readonly onUndo: () => void;
  readonly onNote: () => void;
  readonly onExport: () => void;
  readonly onResolve: (
    choice: ResolutionChoice,
    edit: { readonly email?: string; readonly name?: string },
  ) => void;
}

/** Everything about one change: what it does, what stands in its way, and what can be done. */
export function ChangeDrawer(props: ChangeDrawerProps): ReactNode {
  const { planned } = props;
  if (planned === null) {
    return (
      <Drawer label="Details of a change" title={props.missing ? 'Not there' : ' '} onClose={props.onClose}>
        {props.missing && (
          <EmptyState title="This change is not known here.">
            <Button variant="default" onClick={props.onClose}>
              Close
            </Button>
          </EmptyState>
        )}
      </Drawer>
    );
  }
  const { change } = planned;
  // An open outcome is only read. What was refused or set aside has choices of its own below.
  const sendable = change.state === 'pending' || change.state === 'unknown';
  const fixed = whyNotDiscard(change);
  const open = !['done', 'cancelled'].includes(change.state);
  const isOfMany = props.all.filter((each) => each.change.groupId === change.groupId).length > 1;
  const names = new Map(props.all.map((each) => [each.change.id, each]));
  const needs = change.dependsOn.filter((id) => names.has(id));
  return (
    <Drawer
      label={`Details of ${planned.title}`}
      title={<SuspiciousText text={planned.title} />}
      subtitle={
        <span className={classes.subtitle}>
          <StateChip state={change.state} />
          <span>{stateWords(change.state).meaning}</span>
        </span>
      }
      actions={
        open ? (
          <div className={classes.actions}>
            {sendable && (
              <ReasonButton
                act="send-one"
                label={change.state === 'pending' ? 'Send now' : 'Look again'}
                reason={props.sendReason}
                busy={props.sending}
                onPress={props.onSend}
              />
            )}
            <ReasonButton act="note-one" label="Reason and ticket…" reason={null} onPress={props.onNote} />
            <ReasonButton
              act="undo-one"
              label={isOfMany ? 'Undo the set' : 'Undo'}
              reason={planned.undo?.whyNot ?? null}
              onPress={props.onUndo}
            />
            <ReasonButton act="discard-one" label="Discard…" reason={fixed} onPress={props.onDiscard} />
          </div>
        ) : planned.undo === null ? undefined : (
          <div className={classes.actions}>
            <ReasonButton
              act="bring-back-one"
              label="Bring back"
              reason={planned.undo.whyNot}
              onPress={props.onUndo}
            />
          </div>
        )
      }
      onClose={props.onClose}
    >
      <div className={classes.body}>
        <ConflictView
          key={`${change.id} ${change.updatedAt}`}
          planned={planned}
          busy={props.resolving}
          onResolve={props.onResolve}
          onReplaced={props.onOpen}
          onExport={props.onExport}
        />
        {change.error !== null && change.state !== 'conflict' && open && (
          <section className={classes.problem} aria-label="Last error">
            <p>{change.error.message}</p>
            {change.error.hint !== null && <p className={classes.hint}>{change.error.hint}</p>}
            <p className={classes.code}>
              {change.error.reason}
              {change.error.status !== null && ` · HTTP ${change.error.status}`}
            </p>
          </section>
        )}
        {change.state !== 'conflict' && planned.choices.length > 0 && (
          <section aria-labelledby="change-choices">
            <h3 id="change-choices">What can be done</h3>
            <ChangeChoices
              key={`${change.id} ${change.updatedAt}`}
              planned={planned}
              busy={props.resolving}
              onResolve={props.onResolve}
              onReplaced={props.onOpen}
            />
          </section>
        )}
        <ChangeFields planned={planned} />
        <ChangeNoteView planned={planned} />
        {planned.effect.length > 0 && (
          <section aria-labelledby="change-effect">
            <h3 id="change-effect">Effect on access</h3>
            <ul className={classes.effect}>
              {planned.effect.map((line) => (
                <li key={line}>
                  <SuspiciousText text={line} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {planned.waitsFor !== null && (
          <section aria-labelledby="change-waits">
            <h3 id="change-waits">Why it waits</h3>
            <p>
              <SuspiciousText text={planned.waitsFor} />
            </p>
          </section>
        )}
        {change.state === 'cancelled' && planned.undo !== null && planned.undo.whyNot !== null && (
          <section aria-labelledby="change-away">
            <h3 id="change-away">Why it stays away</h3>
            <p>
              <SuspiciousText text={planned.undo.whyNot} />
            </p>
          </section>
        )}
        <Links title="Needs first" ids={needs} names={names} onOpen={props.onOpen} />
        <Links title="Waiting for this one" ids={planned.dependents} names={names} onOpen={props.onOpen} />
        <RequestView planned={planned} />
        <ChangeStory planned={planned} />
      </div>
    </Drawer>
  );
}

/** Other changes by title; a click opens them. */
function Links(props: {
  title: string;
  ids: readonly string[];
  names: ReadonlyMap<string, PlannedChange>;
  onOpen: (id: string) => void;
}): ReactNode {
  if (props.ids.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <h3>{props.title}</h3>
      <ul className={classes.links}>
        {props.ids.map((id) => (
          <li key={id}>
            <button type="button" className={classes.link} onClick={() => props.onOpen(id)}>
              <SuspiciousText text={props.names.get(id)?.title ?? id} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
