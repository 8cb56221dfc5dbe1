import { Button, Select } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JournalFileReport } from '../../../src-shared/ipc/journal-contract.ts';
import type { Outcome } from '../../bridge/bridge.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useNotices } from '../../stores/stores-context.tsx';
import { SearchBox } from '../../ui/filter-bar/search-box.tsx';
import frame from '../../ui/page/page.module.css';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { PageHeader } from '../../ui/table-page/page-header.tsx';
import { useTableSearch } from '../../ui/table-page/use-table-search.ts';
import { countText } from '../../../src-shared/words/count.ts';
import { ActTable } from './act-table.tsx';
import { HandOverTab } from './hand-over-tab.tsx';
import { kinds } from './journal-words.ts';
import { stateIn } from './state-in.ts';
import { useJournalRows } from './use-journal-rows.ts';
import classes from './journal.module.css';

/** What was done through Rolebook at this tenant, and whom credentials were handed to. Works offline. */
export function JournalPage(): ReactNode {
  const { search, change } = useTableSearch();
  const handOverTab = search.tab === 'hand-overs';
  return (
    <div className={frame.page}>
      <PageHeader
        title="Journal"
        actions={
          <>
            {handOverTab ? <SaveHandOvers /> : <SaveJournal />}
            <VerifyButton />
          </>
        }
        tabs={{
          list: [
            { value: 'acts', label: 'Acts', count: null },
            { value: 'hand-overs', label: 'Hand-overs', count: null },
          ],
          value: handOverTab ? 'hand-overs' : 'acts',
          onChange: (tab) => change({ tab, part: undefined }, true),
        }}
      />
      {handOverTab ? <HandOverTab /> : <ActTab />}
    </div>
  );
}

function ActTab(): ReactNode {
  const { search, change } = useTableSearch();
  const verb = kinds.find(({ value }) => value === search.part)?.value ?? '';
  const journal = useJournalRows(verb, search.q ?? '');
  const { rows } = journal;
  return (
    <>
      <div className={classes.bar}>
        <SearchBox
          label="Search acts"
          value={search.q ?? ''}
          onChange={(q) => change({ q })}
          onLeave={() => document.querySelector<HTMLElement>('main section[tabindex="0"]')?.focus()}
        />
        <Select
          aria-label="Kind of act"
          w={190}
          allowDeselect={false}
          value={verb}
          data={kinds.map(({ value, label }) => ({ value, label }))}
          onChange={(part) => change({ part: part === null || part === '' ? undefined : part })}
        />
      </div>
      {rows === null && journal.error !== null && (
        <ErrorState error={journal.error} onRetry={journal.reload} />
      )}
      {rows !== null && rows.length === 0 && (
        <EmptyState
          title={search.q === undefined && verb === '' ? 'Nothing was done yet.' : 'No act matches.'}
          text="Every edit that was saved and every credential that was handed over has a row here. Rows are never changed or removed."
        />
      )}
      {rows !== null && rows.length > 0 && (
        <ActTable
          rows={rows}
          foot={
            journal.more && (
              <div className={classes.foot}>
                <Button variant="default" loading={journal.busy} onClick={journal.readOlder}>
                  Show older
                </Button>
              </div>
            )
          }
        />
      )}
    </>
  );
}

/** The hand-overs as they are searched for. */
function SaveHandOvers(): ReactNode {
  const { search } = useTableSearch();
  const file = useAct('handOvers.export');
  const question = { search: search.q ?? '', state: stateIn(search.part) };
  return <SaveButtons busy={file.busy} save={(format) => file.run({ format, ...question })} />;
}

/** The whole journal, whatever is searched for: its chain is proved from end to end. */
function SaveJournal(): ReactNode {
  const file = useAct('journal.export');
  return <SaveButtons busy={file.busy} save={(format) => file.run({ format })} />;
}

function SaveButtons(props: {
  readonly busy: boolean;
  readonly save: (format: 'csv' | 'json') => Promise<Outcome<JournalFileReport>>;
}): ReactNode {
  const { show, showError } = useNotices((notices) => notices);
  const save = async (format: 'csv' | 'json'): Promise<void> => {
    const outcome = await props.save(format);
    if (!outcome.ok) return showError('journal-export', outcome.error);
    if (outcome.data.outcome === 'cancelled') return undefined;
    const { rows, path, warnings } = outcome.data;
    show({
      key: 'journal-export',
      tone: 'done',
      text: `${countText(rows)} rows saved to ${path ?? ''}.`,
      hint: warnings.length === 0 ? null : warnings.join(' '),
    });
    return undefined;
  };
  return (
    <>
      <Button variant="default" loading={props.busy} onClick={() => void save('csv')}>
        Save as CSV…
      </Button>
      <Button variant="default" loading={props.busy} onClick={() => void save('json')}>
        Save as JSON…
      </Button>
    </>
  );
}

function VerifyButton(): ReactNode {
  const { show, showError } = useNotices((notices) => notices);
  const verify = useAct('journal.verify');

  const prove = async (): Promise<void> => {
    const outcome = await verify.run({});
    if (!outcome.ok) return showError('journal-verify', outcome.error);
    const verdict = outcome.data;
    if (verdict.intact) {
      show({
        key: 'journal-verify',
        tone: 'done',
        text: `The journal holds: ${countText(verdict.rows)} rows, none changed, taken out or put in between.`,
        hint: `Last hash ${verdict.lastHash.slice(0, 16)}… Keep it elsewhere to notice rows taken off the end.`,
      });
    } else {
      show({
        key: 'journal-verify',
        tone: 'failed',
        text: `The journal is broken at row ${verdict.brokenAt}.`,
        hint: 'Something else than Rolebook changed the file ledger.db. The rows before that one hold.',
      });
    }
    return undefined;
  };
  return (
    <Button
      leftSection={<IconShieldCheck size={14} aria-hidden />}
      loading={verify.busy}
      onClick={() => void prove()}
    >
      Verify
    </Button>
  );
}
