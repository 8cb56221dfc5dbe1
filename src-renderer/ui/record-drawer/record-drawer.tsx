import { Button, Tabs } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import type { ViewName } from '../../../src-shared/views/view-query.ts';
import type { Tier } from '../../../src-shared/access/role-tier.ts';
import { Drawer } from '../drawer.tsx';
import { PendingNote } from '../pending/pending-note.tsx';
import { pendingMarkOfRecord } from '../pending/pending-words.ts';
import { EmptyState } from '../states/empty-state.tsx';
import { ErrorState } from '../states/error-state.tsx';
import { countText } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { Age } from '../time/age.tsx';
import { accessLinkOf } from './access-link.ts';
import { DepartureNote } from './departure-note.tsx';
import { HistoryPart } from './history-part.tsx';
import { RecordFields } from './record-fields.tsx';
import { RuleList } from './rule-list.tsx';
import type { RuleFace } from './rule-list.tsx';
import classes from './record-drawer.module.css';

/** What a part of a drawer gets. */
export interface RecordPartProps {
  readonly record: ViewRecord;
  readonly onClose: () => void;
  /** To be called after something was done to the record: the drawer closes when the record is gone. */
  readonly onActed: () => void;
}

/** A part of a drawer. */
export interface DrawerPart {
  readonly value: string;
  readonly label: string;
  readonly Content: ComponentType<RecordPartProps>;
}

export interface RecordDrawerProps {
  readonly view: ViewName;
  readonly id: string;
  readonly part: string | undefined;
  readonly onPart: (part: string) => void;
  readonly onClose: () => void;
  readonly onActed: () => void;
  readonly revision: number;
  /** Singular, lower case: "user". */
  readonly noun: string;
  readonly tierOf: (roleName: string) => Tier | null;
  /** Null where a record has no rules of its own, i.e. of a rule. */
  readonly rules: { readonly face: RuleFace; readonly label: string; readonly emptyText: string } | null;
  /** Parts before and after the rules. */
  readonly leading?: readonly DrawerPart[];
  readonly parts?: readonly DrawerPart[];
  readonly Subtitle: ComponentType<RecordPartProps>;
  /** What can be done with it, under its name. */
  readonly Actions?: ComponentType<RecordPartProps>;
}

/** The whole story of one row: facts, access rules, the fact as the tenant sent it. */
export function RecordDrawer(props: RecordDrawerProps): ReactNode {
  const { id, onClose, onActed, Actions, Subtitle } = props;
  const call = useCall('records.get', { view: props.view, id }, props.revision);
  const record = call.data;

  if (record === null) {
    return (
      <Drawer
        label={`Details of a ${props.noun}`}
        title={call.status === 'ready' ? 'Not there' : ' '}
        onClose={onClose}
      >
        {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
        {call.status === 'ready' && (
          <EmptyState title={`This ${props.noun} is not in the local copy (any more).`}>
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
          </EmptyState>
        )}
      </Drawer>
    );
  }

  const mark = pendingMarkOfRecord(record);
  const link = accessLinkOf(record);
  const parts: readonly (Omit<DrawerPart, 'Content'> & { readonly Content: DrawerPart['Content'] | null })[] =
    [
      ...(props.leading ?? []),
      ...(props.rules === null ? [] : [{ value: 'rules', label: props.rules.label, Content: null }]),
      ...(props.parts ?? []),
      ...(props.rules === null && props.leading === undefined && props.parts === undefined
        ? [factsPart, historyPart]
        : [historyPart, factsPart]),
      ...(record.raw === null ? [] : [rawPart]),
    ];
  const first = parts[0]?.value ?? 'facts';
  const part = parts.some((each) => each.value === props.part) ? props.part : first;

  return (
    <Drawer
      label={`Details of ${record.title}`}
      title={<SuspiciousText text={record.title} />}
      subtitle={
        <>
          <Subtitle record={record} onClose={onClose} onActed={onActed} />
          {link !== null && (
            <>
              {' · '}
              <Link to="/access" search={link.search} data-access-link>
                {link.label}
              </Link>
            </>
          )}
        </>
      }
      actions={
        Actions === undefined ? undefined : <Actions record={record} onClose={onClose} onActed={onActed} />
      }
      onClose={onClose}
    >
      {mark !== null && <PendingNote mark={mark} name={record.title} />}
      <DepartureNote record={record} />
      <Tabs
        value={part ?? first}
        onChange={(value) => value !== null && props.onPart(value)}
        classNames={{ root: classes.tabs, list: classes.list, tab: classes.tab, panel: classes.panel }}
      >
        <Tabs.List>
          {parts.map((each) => (
            <Tabs.Tab key={each.value} value={each.value}>
              {each.label}
              {each.value === 'rules' && <span className={classes.count}>{countText(record.ruleTotal)}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map((each) => (
          <Tabs.Panel key={each.value} value={each.value} tabIndex={0}>
            {each.value === part && each.Content !== null && (
              <each.Content record={record} onClose={onClose} onActed={onActed} />
            )}
            {each.value === part && each.Content === null && props.rules !== null && (
              <RuleList
                rules={record.rules}
                total={record.ruleTotal}
                face={props.rules.face}
                tierOf={props.tierOf}
                emptyText={props.rules.emptyText}
              />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
      <footer className={classes.footer}>
        <Origin asOf={record.asOf} made={mark === 'new'} />
      </footer>
    </Drawer>
  );
}

/** Where the facts come from and how old they are. */
function Origin(props: { asOf: string | null; made: boolean }): ReactNode {
  if (props.made) return 'From your changes; not at the tenant yet';
  if (props.asOf === null) return 'Not part of a complete sync yet';
  return (
    <>
      Synced <Age at={props.asOf} absent="unknown" />
    </>
  );
}

const historyPart: DrawerPart = { value: 'history', label: 'History', Content: HistoryPart };

const factsPart: DrawerPart = {
  value: 'facts',
  label: 'Details',
  Content: ({ record }) => <RecordFields fields={record.fields} />,
};

const rawPart: DrawerPart = {
  value: 'raw',
  label: 'JSON',
  Content: ({ record }) => <RawText text={record.raw ?? ''} />,
};

/** JSON as the tenant sent it; selectable, isolated, never interpreted. */
function RawText(props: { text: string }): ReactNode {
  return (
    <pre className={classes.raw}>
      {props.text.split('\n').map((line, index) => (
        <Fragment key={`${index} ${line}`}>
          <SuspiciousText text={line} />
          {'\n'}
        </Fragment>
      ))}
    </pre>
  );
}
