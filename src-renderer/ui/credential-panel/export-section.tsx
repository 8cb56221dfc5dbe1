import { Button, Checkbox, Select } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useCallback, useEffect, useReducer, useState } from 'react';
import type { ReactNode } from 'react';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useAct } from '../../bridge/use-act.ts';
import { type CredentialInfo, credentialFormatSchema } from '../../../src-shared/domain/credential.ts';
import {
  fileWarnings,
  formatFacts,
  formatGroups,
  formatsIn,
  sealFacts,
  sealsOf,
} from '../../../src-shared/domain/hand-over-files.ts';
import { ErrorNote } from '../findings/error-note.tsx';
import { ColumnChoice } from './column-choice.tsx';
import {
  emptyExport,
  exportProblem,
  exportReducer,
  mostPersonKeys,
  peopleOf,
  toEachInput,
  toExportInput,
} from './export-model.ts';
import { KeyChoice } from './key-choice.tsx';
import { ManyKeys } from './many-keys.tsx';
import { PassphraseChoice } from './passphrase-choice.tsx';
import { PersonKeyList } from './person-key-list.tsx';
import { PlainChoice } from './plain-choice.tsx';
import { SealingProgress } from './sealing-progress.tsx';
import { WrittenNote } from './written-note.tsx';
import type { WrittenFile } from './written-note.tsx';
import classes from './export-section.module.css';

/** Writing credentials to a file or to a file for each person: for which program, and what keeps it from others. */
export function ExportSection(props: { credentials: readonly CredentialInfo[] }): ReactNode {
  const ids = props.credentials.map(({ id }) => id);
  const [draft, dispatch] = useReducer(exportReducer, undefined, emptyExport);
  const [written, setWritten] = useState<WrittenFile | null>(null);
  const bridge = useBridge();
  const one = useAct('credentials.export');
  const each = useAct('credentials.exportEach');
  const { run: suggest, error: suggestError } = useAct('credentials.suggestPassphrase');
  const people = peopleOf(props.credentials);
  const problem = exportProblem(draft, draft.each ? people : []);
  const facts = formatFacts[draft.format];
  const seal = sealFacts[draft.seal];
  const plain = draft.seal === 'plain';
  const byKeys = seal.needs === 'age-keys' || seal.needs === 'openpgp-keys';
  const [sealed, setSealed] = useState<{ readonly done: number; readonly of: number } | null>(null);
  useEffect(() => bridge.on('credentials.exporting', setSealed), [bridge]);
  const busy = one.busy || each.busy;
  const error = draft.each ? each.error : one.error;

  const another = useCallback(async () => {
    const outcome = await suggest({});
    if (outcome.ok) dispatch({ type: 'suggest', passphrase: outcome.data.passphrase });
  }, [suggest]);
  useEffect(() => void another(), [another]);

  const writeEach = async (): Promise<void> => {
    const passphrases: string[] = [];
    setSealed(null);
    for (const _ of byKeys ? [] : people) {
      const outcome = await bridge.call('credentials.suggestPassphrase', {});
      if (!outcome.ok) return;
      passphrases.push(outcome.data.passphrase);
    }
    const input = toEachInput(draft, people, passphrases);
    if (input === null) return;
    const outcome = await each.run(input);
    if (!outcome.ok) return;
    const opens = (byKeys ? [] : people).map(({ account }, at) => ({
      account,
      passphrase: passphrases[at] ?? '',
    }));
    setWritten({ report: outcome.data, seal: draft.seal, opens });
  };
  const write = async (): Promise<void> => {
    if (draft.each) return await writeEach();
    const input = toExportInput(draft, ids);
    if (input === null) return undefined;
    const outcome = await one.run(input);
    if (outcome.ok) setWritten({ report: outcome.data, seal: draft.seal, opens: [] });
    return undefined;
  };

  return (
    <section className={classes.section} aria-label="Export to a file">
      <Select
        label="For which program"
        description={`Opened with ${facts.opensWith}`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={formatGroups.map((group) => ({
          group,
          items: formatsIn(group).map((format) => ({ value: format, label: formatFacts[format].name })),
        }))}
        value={draft.format}
        allowDeselect={false}
        maxDropdownHeight={320}
        comboboxProps={{ withinPortal: true }}
        onChange={(value) => {
          const chosen = credentialFormatSchema.safeParse(value).data;
          if (chosen !== undefined) dispatch({ type: 'set-format', format: chosen });
        }}
      />
      {facts.mapped && <ColumnChoice columns={draft.columns} dispatch={dispatch} />}
      <Select
        label="What keeps it from others"
        {...(seal.opensWith === '' ? {} : { description: `Opened with ${seal.opensWith}` })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={sealsOf(draft.format).map((kind) => ({ value: kind, label: sealFacts[kind].name }))}
        value={draft.seal}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        onChange={(value) => {
          const chosen = sealsOf(draft.format).find((kind) => kind === value);
          if (chosen !== undefined) dispatch({ type: 'set-seal', seal: chosen });
        }}
      />
      {people.length > 1 && !plain && (
        <Checkbox
          label={`A file for each of the ${people.length}, ${byKeys ? 'sealed to their own key' : 'each with a passphrase of its own'}`}
          disabled={byKeys && people.length > mostPersonKeys}
          {...(byKeys && people.length > mostPersonKeys
            ? {
                description: `For more than ${mostPersonKeys}, the terminal takes a key for each: --each --recipient NAME=KEY`,
              }
            : {})}
          checked={draft.each}
          onChange={(change) => dispatch({ type: 'set-each', each: change.currentTarget.checked })}
        />
      )}
      {seal.needs === 'passphrase' && !draft.each && (
        <PassphraseChoice draft={draft} dispatch={dispatch} onAnother={() => void another()} />
      )}
      {draft.each && !byKeys && (
        <p className={classes.hint}>
          The passphrases are shown once the files are written. Say each to its person over another channel
          than the file.
        </p>
      )}
      {byKeys && !draft.each && <KeyChoice draft={draft} dispatch={dispatch} />}
      {byKeys && draft.each && (
        <>
          <ManyKeys key={draft.seal} draft={draft} people={people} dispatch={dispatch} />
          <PersonKeyList draft={draft} people={people} dispatch={dispatch} />
        </>
      )}
      {plain && <PlainChoice draft={draft} dispatch={dispatch} many={ids.length > 1} />}
      {fileWarnings(draft.format, draft.seal).map((warning) => (
        <p key={warning} className={classes.hint}>
          {warning}
        </p>
      ))}

      {error !== null && <ErrorNote error={error} />}
      {suggestError !== null && seal.needs === 'passphrase' && (
        <ErrorNote error={suggestError} onRetry={() => void another()} />
      )}
      {each.busy && sealed !== null && (
        <SealingProgress {...sealed} onCancel={() => void bridge.call('credentials.cancelExport', {})} />
      )}
      {written !== null && !busy && <WrittenNote written={written} />}
      <div className={classes.foot}>
        <span>{problem}</span>
        <Button
          leftSection={plain ? undefined : <IconLock size={14} aria-hidden />}
          color={plain ? 'red' : 'petrol'}
          disabled={problem !== null}
          loading={busy}
          onClick={() => void write()}
          data-export
        >
          {plain ? 'Save unsealed file…' : draft.each ? 'Save sealed files…' : 'Save sealed file…'}
        </Button>
      </div>
    </section>
  );
}
