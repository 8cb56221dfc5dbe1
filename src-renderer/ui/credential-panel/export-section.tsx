import { useCallback, useEffect, useReducer, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Checkbox, PasswordInput, Radio, Select } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLock, IconRefresh } from '@tabler/icons-react';
import type { ExportReport } from '../../../src-shared/ipc/credentials-contract.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ErrorNote } from '../findings/error-note.tsx';
import { emptyExport, exportProblem, exportReducer, formatWords, toExportInput } from './export-model.ts';
import { passphraseStrength } from './passphrase-strength.ts';
import classes from './export-section.module.css';

/** Writing credentials to a file for a password manager, sealed with age unless that is refused twice. */
export function ExportSection(props: { ids: readonly string[] }): ReactNode {
  const [draft, dispatch] = useReducer(exportReducer, undefined, emptyExport);
  const [report, setReport] = useState<ExportReport | null>(null);
  const exporting = useAct('credentials.export');
  const { run: suggest, error: suggestError } = useAct('credentials.suggestPassphrase');
  const problem = exportProblem(draft);
  const strength = passphraseStrength(draft.own);

  const another = useCallback(async () => {
    const outcome = await suggest({});
    if (outcome.ok) dispatch({ type: 'suggest', passphrase: outcome.data.passphrase });
  }, [suggest]);
  useEffect(() => void another(), [another]);

  const write = async (): Promise<void> => {
    const input = toExportInput(draft, props.ids);
    if (input === null) return;
    const outcome = await exporting.run(input);
    if (outcome.ok) setReport(outcome.data);
  };
  const many = props.ids.length > 1;

  return (
    <section className={classes.section} aria-label="Export to a file">
      <Select
        label="For which program"
        data={formatWords.map(({ format, name }) => ({ value: format, label: name }))}
        value={draft.format}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        onChange={(value) => {
          const chosen = formatWords.find(({ format }) => format === value);
          if (chosen !== undefined) dispatch({ type: 'set-format', format: chosen.format });
        }}
      />
      <Radio.Group
        label="How the file is kept from others"
        value={draft.seal}
        onChange={(value) => {
          if (value === 'suggested' || value === 'own' || value === 'plain') {
            dispatch({ type: 'set-seal', seal: value });
          }
        }}
      >
        <div className={classes.choices}>
          <Radio value="suggested" label="Sealed, with a passphrase made for you" />
          <Radio value="own" label="Sealed, with your own passphrase" />
          <Radio value="plain" label="Not sealed" />
        </div>
      </Radio.Group>

      {draft.seal === 'suggested' && (
        <div className={classes.passphrase}>
          <output className={classes.words} aria-label="Passphrase" data-passphrase>
            {draft.suggested === '' ? '…' : draft.suggested}
          </output>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => void another()}
          >
            Another one
          </Button>
          <p>
            Say it over another channel than the file, for example by telephone. It is shown only here;
            without it nobody can open the file.
          </p>
        </div>
      )}
      {draft.seal === 'own' && (
        <div className={classes.own}>
          <PasswordInput
            label="Passphrase"
            description={strength.message}
            value={draft.own}
            autoComplete="off"
            data-strength={strength.level}
            onChange={(change) => dispatch({ type: 'set-own', text: change.currentTarget.value })}
          />
          <PasswordInput
            label="Once more"
            value={draft.ownAgain}
            autoComplete="off"
            onChange={(change) => dispatch({ type: 'set-own-again', text: change.currentTarget.value })}
          />
        </div>
      )}
      {draft.seal === 'plain' && (
        <div className={classes.plain}>
          <p>
            <IconAlertTriangle size={16} aria-hidden />
            Everyone who gets to see this file, its backup or its copy in a synced folder can sign in as{' '}
            {many ? 'these users' : 'this user'}. Import it at once and delete it.
          </p>
          <Checkbox
            label="I have read what this means"
            checked={draft.plainUnderstood}
            onChange={(change) =>
              dispatch({ type: 'understand-plain', understood: change.currentTarget.checked })
            }
          />
          <Checkbox
            label={many ? 'Write the passwords unsealed' : 'Write the password unsealed'}
            checked={draft.plainConfirmed}
            disabled={!draft.plainUnderstood}
            onChange={(change) =>
              dispatch({ type: 'confirm-plain', confirmed: change.currentTarget.checked })
            }
          />
        </div>
      )}

      {exporting.error !== null && <ErrorNote error={exporting.error} />}
      {suggestError !== null && draft.seal === 'suggested' && (
        <ErrorNote error={suggestError} onRetry={() => void another()} />
      )}
      {report !== null && <Written report={report} />}
      <div className={classes.foot}>
        <span>{problem}</span>
        <Button
          leftSection={draft.seal === 'plain' ? undefined : <IconLock size={14} aria-hidden />}
          color={draft.seal === 'plain' ? 'red' : 'petrol'}
          disabled={problem !== null}
          loading={exporting.busy}
          onClick={() => void write()}
          data-export
        >
          {draft.seal === 'plain' ? 'Save unsealed file…' : 'Save sealed file…'}
        </Button>
      </div>
    </section>
  );
}

function Written(props: { report: ExportReport }): ReactNode {
  const { report } = props;
  if (report.outcome === 'cancelled') return <p aria-live="polite">No file was written.</p>;
  return (
    <div className={classes.written} aria-live="polite">
      <IconCircleCheck size={16} aria-hidden />
      <div>
        <p>
          {report.entries === 1 ? 'One credential' : `${report.entries} credentials`} written
          {report.sealed ? ', sealed with age' : ', not sealed'}.
        </p>
        {report.path !== null && <p className={classes.path}>{report.path}</p>}
        {report.warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </div>
    </div>
  );
}
