import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { handOverStates } from '../../../src-shared/rules/hand-over-standing.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useSession, useStores } from '../../stores/stores-context.tsx';
import { SearchBox } from '../../ui/filter-bar/search-box.tsx';
import { standingWords } from '../../ui/hand-over/standing-words.ts';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { useTableSearch } from '../../ui/table-page/use-table-search.ts';
import { CheckFileButton } from './check-file.tsx';
import { HandOverTable } from './hand-over-table.tsx';
import { ReceiptForm } from './receipt-form.tsx';
import { stateIn } from './state-in.ts';
import { UncollectedList } from './uncollected-list.tsx';
import { useDoneTurns } from './use-done-turns.ts';
import classes from './journal.module.css';

/** Lines a question brings, and how many more each time. */
const page = 200;

/** Who was given which credential, how far each has come, and what was not collected. */
export function HandOverTab(): ReactNode {
  const { search, change } = useTableSearch();
  const stores = useStores();
  const asOf = useSession((session) => session.state?.mirrorAsOf ?? '');
  const state = stateIn(search.part);
  const turns = useDoneTurns(asOf);
  const [limit, setLimit] = useState(page);
  const [asking, setAsking] = useState<{ act: string; whose: string } | null>(null);
  const told = useCall('handOvers.list', { limit, search: search.q ?? '', state }, turns);
  const done = (): void => {
    told.reload();
    void stores.credentials.getState().loadUncollected();
  };
  const lines = told.data?.lines ?? null;
  const all = state === null && (search.q ?? '') === '';
  return (
    <>
      <UncollectedList onReceipt={(act, whose) => setAsking({ act, whose })} onChanged={done} />
      <div className={classes.bar}>
        <SearchBox
          label="Search hand-overs"
          value={search.q ?? ''}
          onChange={(q) => change({ q })}
          onLeave={() => document.querySelector<HTMLElement>('main section[tabindex="0"]')?.focus()}
        />
        <Select
          aria-label="State"
          w={190}
          allowDeselect={false}
          value={state ?? ''}
          data={[
            { value: '', label: 'Any state' },
            ...handOverStates.map((value) => ({ value, label: standingWords[value] })),
          ]}
          onChange={(part) => change({ part: part === null || part === '' ? undefined : part })}
        />
        <CheckFileButton />
      </div>
      {lines === null && told.error !== null && <ErrorState error={told.error} onRetry={told.reload} />}
      {lines !== null && lines.length === 0 && (
        <EmptyState
          title={all ? 'No credential was issued or handed over yet.' : 'No hand-over matches.'}
          text="Every credential that is issued through Rolebook is listed here, with whom it was handed to and whether it was used. Never the credential itself."
        />
      )}
      {lines !== null && lines.length > 0 && (
        <HandOverTable
          lines={lines}
          onReceipt={(act, whose) => setAsking({ act, whose })}
          foot={
            told.data?.more === true && (
              <div className={classes.foot}>
                <Button
                  variant="default"
                  loading={told.status === 'loading'}
                  onClick={() => setLimit(limit + page)}
                >
                  Show older
                </Button>
              </div>
            )
          }
        />
      )}
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === null ? '' : `Receipt for ${asking.whose}`}
      >
        {asking !== null && (
          <ReceiptForm
            act={asking.act}
            onKeep={() => setAsking(null)}
            onDone={() => {
              setAsking(null);
              done();
            }}
          />
        )}
      </Modal>
    </>
  );
}
