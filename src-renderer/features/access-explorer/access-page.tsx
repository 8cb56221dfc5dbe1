import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useChanges, useMirror } from '../../stores/stores-context.tsx';
import { useTableBinding } from '../../stores/table-binding.ts';
import { scopeOptions } from '../../ui/access/scope-options.ts';
import { ScopeSelect } from '../../ui/access/scope-select.tsx';
import { PrintButton } from '../../ui/print/print-button.tsx';
import { PageHeader } from '../../ui/table-page/page-header.tsx';
import { accessTabs, questionOf, readAccessSearch } from './access-search.ts';
import type { AccessSearch } from './access-search.ts';
import { CanView } from './can-view.tsx';
import { CompareView } from './compare-view.tsx';
import { NeedPicker } from './need-picker.tsx';
import { SubjectPicker } from './subject-picker.tsx';
import { asksFor, tabWords } from './tab-words.ts';
import { ToDoView } from './to-do-view.tsx';
import { WhatIfView } from './what-if-view.tsx';
import { WhoView } from './who-view.tsx';
import { WhyView } from './why-view.tsx';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

/** Effective access: who can do what, where, why, and what would be. Every question lives in the address. */
export function AccessPage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const search = readAccessSearch(raw as Readonly<Record<string, unknown>>);
  const question = questionOf(search);
  const navigate = useNavigate();
  const tab = search.tab ?? 'can';
  const asks = asksFor(tab);
  const revision = useMirror((mirror) => mirror.any);
  const { freshness } = useTableBinding('access-rules');
  const open = useChanges((changes) => Object.values(changes.counts).some((count) => count > 0));
  const tree = useCall('scopes.tree', {}, revision);
  const options = useMemo(() => scopeOptions(tree.data ?? []), [tree.data]);
  const changesAsked = tab !== 'what-if' && (open || search.as !== undefined);
  const nothingAsked = !changesAsked && !asks.subject && !asks.need && !asks.scope;
  /** Null takes a member out. */
  const change = (
    wanted: { readonly [M in keyof AccessSearch]?: AccessSearch[M] | null },
    step = false,
  ): void => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...wanted }).filter(([, value]) => value !== null),
    );
    void navigate({ to: '.', search: readAccessSearch(next), replace: !step });
  };

  return (
    <div className={frame.page}>
      <PageHeader
        title="Effective access"
        freshness={freshness}
        actions={<PrintButton />}
        tabs={{
          list: accessTabs.map((value) => ({ value, label: tabWords[value], count: null })),
          value: tab,
          onChange: (value) => change({ tab: accessTabs.find((each) => each === value) ?? 'can' }, true),
        }}
      />
      <div className={classes.asked} data-asked={tab} hidden={nothingAsked}>
        {asks.subject && (
          <SubjectPicker
            label={asks.other ? 'One' : 'Who'}
            value={search.s ?? null}
            onChange={(s) => change({ s }, true)}
          />
        )}
        {asks.other && (
          <SubjectPicker label="The other" value={search.b ?? null} onChange={(b) => change({ b }, true)} />
        )}
        {asks.need && <NeedPicker value={question.need} onChange={(need) => change({ need })} />}
        {asks.scope && (
          <ScopeSelect
            label="Where"
            anywhere="Anywhere"
            options={options}
            value={search.at ?? null}
            onChange={(at) => change({ at })}
          />
        )}
        {changesAsked && (
          <div>
            <span className={classes.fieldLabel} id="access-as">
              Open changes
            </span>
            <SegmentedControl
              aria-labelledby="access-as"
              value={search.as ?? 'with-changes'}
              data={[
                { value: 'with-changes', label: 'As if done' },
                { value: 'tenant', label: 'Left out' },
              ]}
              onChange={(value) => change({ as: value === 'tenant' ? 'tenant' : null })}
            />
          </div>
        )}
      </div>
      {tab === 'can' && (
        <CanView
          question={question}
          revision={revision}
          onNeed={(need) => change({ need })}
          onTab={(next) => change({ tab: next }, true)}
        />
      )}
      {tab === 'why' && (
        <WhyView
          question={question}
          revision={revision}
          onWhatIf={(wish) => change({ tab: 'what-if', if: [wish], pending: 'given' }, true)}
        />
      )}
      {tab === 'what-if' && (
        <WhatIfView
          wishes={search.if ?? []}
          pending={search.pending ?? 'count'}
          options={options}
          revision={revision}
          onWishes={(wishes) => change({ if: wishes.length === 0 ? null : wishes })}
          onPending={(pending) => change({ pending: pending === 'count' ? null : pending })}
        />
      )}
      {tab === 'compare' && <CompareView question={question} revision={revision} />}
      {tab === 'to-do' && (
        <ToDoView
          as={question.as}
          revision={revision}
          onSubject={(s) => change({ tab: 'can', s, need: null, at: null }, true)}
        />
      )}
      {tab === 'who' && <WhoView key={search.need} question={question} revision={revision} />}
    </div>
  );
}
