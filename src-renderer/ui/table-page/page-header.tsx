import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { countText } from '../../../src-shared/words/count.ts';
import { Age } from '../time/age.tsx';
import classes from './page-header.module.css';

/** How old the shown facts are, and whether the tenant can be reached. */
export interface Freshness {
  /** When the last complete pull ended; null = never. */
  readonly asOf: string | null;
  /** A word about the link when it is worth one, e.g. "working offline"; null when all is well. */
  readonly link: string | null;
  /** What the list holds when it is known not to be everything, e.g. "what you may see". */
  readonly coverage?: string | null;
}

/** A tab above a table. */
export interface PageTab {
  readonly value: string;
  readonly label: string;
  /** Rows behind it; null while unknown. */
  readonly count: number | null;
}

/** The top of a screen: what it is, how old its facts are, what can be started, and its tabs. */
export function PageHeader(props: {
  title: string;
  freshness?: Freshness;
  actions?: ReactNode;
  tabs?: {
    readonly list: readonly PageTab[];
    readonly value: string;
    readonly onChange: (value: string) => void;
  };
}): ReactNode {
  const { tabs, freshness } = props;
  return (
    <header className={classes.header} data-tabs={tabs !== undefined}>
      <div className={classes.line}>
        <h1 className={classes.title}>{props.title}</h1>
        {freshness !== undefined && (
          <span className={classes.fresh} data-link={freshness.link !== null}>
            {freshness.asOf === null ? (
              'never synced'
            ) : (
              <>
                synced <Age at={freshness.asOf} absent="never" />
              </>
            )}
            {typeof freshness.coverage === 'string' && ` · ${freshness.coverage}`}
            {freshness.link !== null && ` · ${freshness.link}`}
          </span>
        )}
        <div className={classes.actions}>{props.actions}</div>
      </div>
      {tabs !== undefined && (
        <Tabs
          value={tabs.value}
          onChange={(value) => value !== null && tabs.onChange(value)}
          classNames={{ list: classes.tabs, tab: classes.tab }}
        >
          <Tabs.List>
            {tabs.list.map((tab) => (
              <Tabs.Tab key={tab.value} value={tab.value}>
                {tab.label}
                {tab.count !== null && <span className={classes.count}>{countText(tab.count)}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
    </header>
  );
}
