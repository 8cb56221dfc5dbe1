import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ViewFilter, ViewWindow } from '../../../src-shared/views/view-query.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import { countText } from '../../../src-shared/words/count.ts';
import { valueWords } from '../text/value-words.ts';
import classes from './filter-bar.module.css';

type FacetValues = NonNullable<ViewWindow['facets']>[string];

interface EditorProps {
  readonly column: ViewColumn;
  readonly filter: ViewFilter | null;
  readonly values: FacetValues;
  readonly onChange: (filter: ViewFilter | null) => void;
  readonly onDone: () => void;
}

/** The inside of a filter's popover: values to tick, a text, or a time, as the column wants. */
export function FilterEditor(props: EditorProps): ReactNode {
  if (props.column.facet) return <ValuesEditor {...props} />;
  if (props.column.kind === 'time') return <TimeEditor {...props} />;
  return <ContainsEditor {...props} />;
}

function ValuesEditor(props: EditorProps): ReactNode {
  const [find, setFind] = useState('');
  const chosen = props.filter?.op === 'is' ? props.filter.values : [];
  // A chosen value stays in the list although nothing matches it any more.
  const missing = chosen
    .filter((value) => !props.values.some((each) => each.value === value))
    .map((value) => ({ value, label: valueWords(value), count: 0 }));
  const all = [...missing, ...props.values];
  const wanted = find.trim().toLowerCase();
  const listed = all.filter(({ label, value }) =>
    `${label} ${value} ${valueWords(value)}`.toLowerCase().includes(wanted),
  );
  const change = (value: string, on: boolean): void => {
    const values = on ? [...chosen, value] : chosen.filter((each) => each !== value);
    props.onChange(values.length === 0 ? null : { column: props.column.id, op: 'is', values });
  };
  return (
    <Stack gap={8}>
      {all.length > 6 && (
        <TextInput
          aria-label={`Find in ${props.column.label}`}
          placeholder="Find"
          value={find}
          data-autofocus
          onChange={(event) => setFind(event.currentTarget.value)}
        />
      )}
      <fieldset className={classes.values} aria-label={props.column.label}>
        {listed.map(({ value, label, count }) => (
          <Checkbox
            key={value}
            checked={chosen.includes(value)}
            classNames={{ body: classes.value, labelWrapper: classes.valueLabel, label: classes.valueText }}
            label={
              <>
                <span className={classes.valueName}>
                  {value === '' ? 'None' : label === value ? valueWords(value) : label}
                </span>
                <span className={classes.valueCount}>{countText(count)}</span>
              </>
            }
            onChange={(event) => change(value, event.currentTarget.checked)}
          />
        ))}
        {listed.length === 0 && <p className={classes.noValues}>No value matches.</p>}
      </fieldset>
      {props.values.length >= 200 && <p className={classes.noValues}>The 200 most frequent are listed.</p>}
    </Stack>
  );
}

const spans = [
  { days: '30', label: 'Over 30 days ago, or never' },
  { days: '90', label: 'Over 90 days ago, or never' },
  { days: '180', label: 'Over 180 days ago, or never' },
  { days: '365', label: 'Over a year ago, or never' },
];

function TimeEditor(props: EditorProps): ReactNode {
  const { column, onChange, onDone } = props;
  const date =
    props.filter?.op === 'before' || props.filter?.op === 'after' ? (props.filter.values[0] ?? '') : '';
  const [typed, setTyped] = useState(date);
  const choose = (op: ViewFilter['op'], values: string[]): void => {
    onChange({ column: column.id, op, values });
    onDone();
  };
  return (
    <Stack gap={4}>
      {spans.map(({ days, label }) => (
        <button
          key={days}
          type="button"
          className={classes.choice}
          onClick={() => choose('older-than-days', [days])}
        >
          {label}
        </button>
      ))}
      <button type="button" className={classes.choice} onClick={() => choose('empty', [])}>
        {column.id === 'lastLogin' ? 'Never' : 'Unknown'}
      </button>
      <div className={classes.rule} />
      <TextInput
        type="date"
        aria-label="Date"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Group gap={8} grow>
        <Button variant="default" disabled={typed === ''} onClick={() => choose('before', [typed])}>
          Before
        </Button>
        <Button variant="default" disabled={typed === ''} onClick={() => choose('after', [typed])}>
          After
        </Button>
      </Group>
    </Stack>
  );
}

function ContainsEditor(props: EditorProps): ReactNode {
  const [typed, setTyped] = useState(props.filter?.op === 'contains' ? (props.filter.values[0] ?? '') : '');
  const apply = (): void => {
    const value = typed.trim();
    props.onChange(value === '' ? null : { column: props.column.id, op: 'contains', values: [value] });
    props.onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Stack gap={8}>
        <TextInput
          label={`${props.column.label} contains`}
          value={typed}
          maxLength={300}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">Apply</Button>
      </Stack>
    </form>
  );
}
