import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconFileTypeCsv, IconSearch } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import type { Holder, WhoCan } from '../../../src-shared/ipc/access-contract.ts';
import type { CallInput } from '../../../src-shared/ipc/contract.ts';
import { useStores } from '../../stores/stores-context.tsx';
import { PrintHeading } from '../../ui/print/print-heading.tsx';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { countText, counted } from '../../../src-shared/words/count.ts';
import { subjectText } from './access-search.ts';
import type { AccessQuestion } from './access-search.ts';
import { PathList } from './path-list.tsx';
import { kindWords, placeWords, stateWords } from './path-words.ts';
import { SubjectName } from './subject-card.tsx';
import { whoFileWords, whoSummary } from './who-words.ts';
import { PermissionCell } from '../../ui/access/permission-cell.tsx';
import { stateLooks } from './state-cells.ts';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

/** Rows of one page, and the contract's limit. */
const page = 100;
const most = 1000;

/** Milliseconds of quiet before what was typed is searched for. */
const quiet = 120;

/** "Who can do it": everyone, the widest reach first, with their paths. */
export function WhoView(props: { readonly question: AccessQuestion; readonly revision: number }): ReactNode {
  const { need, scope, as } = props.question;
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, quiet);
  const [dormant, setDormant] = useState(true);
  const [parts, setParts] = useState(true);
  const [to, setTo] = useState(page);
  const call = useCall(
    'access.who-can',
    need === null ? null : { ...need, scope, as, search, dormant, parts, from: 0, to },
    props.revision,
  );
  // While more is fetched, or the next letter is looked for, the answer before stays.
  const [shown, setShown] = useState<WhoCan | null>(null);
  if (call.status === 'ready' && call.data !== shown) setShown(call.data);
  if (need === null) {
    return (
      <EmptyState
        title="Choose what it is about."
        text="Who can do it, and where: everyone whom a rule, a group or everyone’s access lets."
      />
    );
  }
  if (call.status === 'failed') return <ErrorState error={call.error} onRetry={call.reload} />;
  if (shown === null) return <p className={classes.waiting}>Working it out …</p>;
  return (
    <div className={classes.list}>
      <div className={classes.gridBar} data-no-print>
        <TextInput
          className={classes.search ?? ''}
          leftSection={<IconSearch size={14} aria-hidden />}
          aria-label="Search those who can"
          placeholder="Search those who can"
          data-search-box=""
          spellCheck={false}
          value={typed}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
        {scope !== null && (
          <Checkbox
            label="Also on some of it"
            checked={parts}
            onChange={(change) => setParts(change.currentTarget.checked)}
          />
        )}
        <Checkbox
          label="Also without effect"
          checked={dormant}
          onChange={(change) => setDormant(change.currentTarget.checked)}
        />
        <SaveButton question={{ ...need, scope, as, search: typed, dormant, parts }} />
      </div>
      <div className={classes.sheet} data-print-sheet>
        <PrintHeading
          title={`Who can ${need.action} ${shown.displayName}${shown.place === null ? '' : ` on ${placeWords(shown.place)}`}`}
        />
        <p className={classes.answer} aria-live="polite" data-who-summary>
          {whoSummary(shown)}
        </p>
        {shown.roles.length > 0 && (
          <p className={frame.dim}>
            Given by{' '}
            {shown.roles
              .slice(0, 8)
              .map(({ roleName, paths }) => `${roleName} (${countText(paths)})`)
              .join(', ')}
            {shown.roles.length > 8 && ` and ${counted(shown.roles.length - 8, 'more role')}`}.
          </p>
        )}
        <ol className={classes.holders}>
          {shown.rows.map((holder) => (
            <HolderRow key={subjectText(holder.subject)} holder={holder} somewhere={shown.place !== null} />
          ))}
        </ol>
        {shown.total > shown.rows.length && (
          <p className={classes.more}>
            The first {countText(shown.rows.length)} of {countText(shown.total)}.{' '}
            {to < most ? (
              <Button
                variant="default"
                loading={call.status === 'loading'}
                onClick={() => setTo(Math.min(most, to + page))}
              >
                Show more
              </Button>
            ) : (
              'Search to see others.'
            )}
          </p>
        )}
      </div>
    </div>
  );
}

/** All who are asked for, not only those on screen, as a file. */
function SaveButton(props: { question: CallInput<'access.export-who-can'> }): ReactNode {
  const { notices } = useStores();
  const save = useAct('access.export-who-can');
  return (
    <Button
      variant="default"
      leftSection={<IconFileTypeCsv size={14} aria-hidden />}
      loading={save.busy}
      onClick={() =>
        void save.run(props.question).then((outcome) => {
          if (!outcome.ok) notices.getState().showError('who-can-file', outcome.error);
          else if (outcome.data.outcome === 'written') {
            notices.getState().show({ key: 'who-can-file', tone: 'done', ...whoFileWords(outcome.data) });
          }
        })
      }
    >
      Save as CSV
    </Button>
  );
}

function HolderRow(props: { holder: Holder; somewhere: boolean }): ReactNode {
  const { holder } = props;
  const [open, setOpen] = useState(false);
  const { subject } = holder;
  return (
    <li data-holder={subject.label} data-state={holder.state}>
      <div className={classes.holder}>
        <span className={classes.rank}>{holder.rank}</span>
        <PermissionCell look={stateLooks[holder.state]} />
        <span className={classes.holderName}>
          <SubjectName subject={subject} />
          <span className={frame.dim}> {kindWords(subject.kind)}</span>
          {holder.administrator && <span className={classes.tag}>Administrator</span>}
          {holder.breakGlass && (
            <span className={classes.tag} title="Gets in when single sign-on does not work">
              Break-glass
            </span>
          )}
        </span>
        <span className={frame.dim}>{stateWords(holder.state, props.somewhere)}</span>
        <button
          type="button"
          className={classes.link}
          aria-expanded={open}
          data-no-print
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide' : 'Show'} {counted(holder.pathCount, 'path')}
        </button>
        <Link
          className={classes.link}
          data-no-print
          to="/access"
          search={{ s: subjectText(subject) }}
          aria-label={`What else? About ${subject.label}`}
        >
          What else?
        </Link>
      </div>
      {open && (
        <div className={classes.unfolded}>
          <PathList paths={holder.paths} label={`Paths of ${subject.label}`} />
          {holder.pathCount > holder.paths.length && (
            <p className={frame.dim}>The first {countText(holder.paths.length)} are listed.</p>
          )}
        </div>
      )}
    </li>
  );
}
