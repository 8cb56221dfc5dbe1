import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { MissingPiece, Remedy } from '../../../src-shared/ipc/access-why-contract.ts';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import type { AccessQuestion } from './access-search.ts';
import { wishText } from './hypothesis-text.ts';
import { PathList } from './path-list.tsx';
import { stateWords } from './path-words.ts';
import { SubjectName } from './subject-card.tsx';
import { PermissionCell } from '../../ui/access/permission-cell.tsx';
import { stateLooks } from './state-cells.ts';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

/** "Why not": the answer in one sentence, what is missing with the nearest first, and what would help. */
export function WhyView(props: {
  readonly question: AccessQuestion;
  readonly revision: number;
  /** Looks at what a remedy would mean. */
  readonly onWhatIf: (wish: string) => void;
}): ReactNode {
  const { subject, need, scope, as } = props.question;
  const call = useCall(
    'access.explain',
    subject === null || need === null ? null : { subject, ...need, scope, as },
    props.revision,
  );
  if (subject === null || need === null) {
    return (
      <EmptyState
        title={subject === null ? 'Choose somebody.' : 'Choose what they should be able to do.'}
        text="Why they can or cannot do it there, and the nearest piece that is missing."
      />
    );
  }
  if (call.status === 'failed') return <ErrorState error={call.error} onRetry={call.reload} />;
  const answer = call.data;
  if (answer === null) return <p className={classes.waiting}>Working it out …</p>;
  const help = (remedy: Remedy): void => {
    if (remedy.grant === null) return;
    const { roleId, scope: at } = remedy.grant;
    props.onWhatIf(wishText({ kind: 'give', subject, roleId, scope: at }));
  };
  return (
    <div className={classes.reading}>
      <p className={classes.answer} aria-live="polite" data-why>
        <PermissionCell look={stateLooks[answer.state]} /> {answer.sentence}
      </p>
      <p className={frame.dim}>
        <SubjectName subject={answer.subject} /> · {stateWords(answer.state, answer.place !== null)}
      </p>
      {answer.missing.length > 0 && (
        <section aria-label="What is missing" className={classes.part}>
          <h2>What is missing, the nearest first</h2>
          <ol className={classes.pieces}>
            {answer.missing.map((piece) => (
              <Piece key={`${piece.kind} ${piece.message}`} piece={piece} onHelp={help} />
            ))}
          </ol>
        </section>
      )}
      {answer.paths.length > 0 && (
        <section aria-label="What gives it" className={classes.part}>
          <h2>What gives it</h2>
          <PathList paths={answer.paths} label="Paths" />
        </section>
      )}
    </div>
  );
}

function Piece(props: { piece: MissingPiece; onHelp: (remedy: Remedy) => void }): ReactNode {
  const { piece } = props;
  const { remedy } = piece;
  return (
    <li data-missing={piece.kind}>
      <p>
        <SuspiciousText text={piece.message} />
      </p>
      {remedy !== null && (
        <p className={classes.remedy}>
          <SuspiciousText text={remedy.words} />{' '}
          {remedy.grant !== null && (
            <button type="button" className={classes.link} onClick={() => props.onHelp(remedy)}>
              What would that mean?
            </button>
          )}
        </p>
      )}
      {piece.path !== null && <PathList paths={[piece.path]} label="The path it is about" />}
    </li>
  );
}
