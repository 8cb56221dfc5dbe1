import type { ReactNode } from 'react';
import type { Permission } from '../../../../src-shared/domain/role.ts';
import type { RolePreview } from '../../../../src-shared/ipc/roles-contract.ts';
import { permissionCount, permissionWords } from '../../../ui/access/permission-words.ts';
import { countText, counted } from '../../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { effectSummary } from './editor-validation.ts';
import frame from '../../../ui/page/page.module.css';
import classes from './editor.module.css';

/** What saving would do: to the role, and to each who holds it, by name and count. */
export function EffectSection(props: {
  readonly preview: RolePreview | null;
  readonly isNew: boolean;
}): ReactNode {
  const { preview } = props;
  if (preview === null) return <p className={frame.dim}>Working out what this does …</p>;
  const { gained, lost, holders } = preview;
  return (
    <>
      <section aria-label="What the role gains and loses" className={classes.effect}>
        <h2>{props.isNew ? 'What it gives' : 'What the role gains and loses'}</h2>
        {gained.length === 0 && lost.length === 0 && (
          <p className={frame.dim}>{props.isNew ? 'Nothing yet.' : 'Nothing is different.'}</p>
        )}
        <Moved sign="−" word="loses" permissions={lost} />
        <Moved sign="+" word={props.isNew ? 'gives' : 'gains'} permissions={gained} />
      </section>
      {!props.isNew && (
        <section aria-label="Who gains and loses" className={classes.effect} data-effect>
          <h2>Who gains and loses</h2>
          <p aria-live="polite">{effectSummary(holders)}</p>
          <ul className={classes.holders}>
            {holders.rows.map((row) => (
              <li key={`${row.subjectType} ${row.subjectId}`} data-holder={row.title}>
                <strong>
                  <SuspiciousText text={row.title} />
                </strong>
                {row.members !== null && (
                  <span className={frame.dim}> {counted(row.members, 'known member')}</span>
                )}
                {row.places.length > 0 && <span className={frame.dim}> on {placesText(row.places)}</span>}
                <Moved sign="−" word="loses" permissions={row.losses} />
                <Moved sign="+" word="gains" permissions={row.gains} />
              </li>
            ))}
          </ul>
          {holders.gaining + holders.losing > holders.rows.length && (
            <p className={frame.dim}>The first {countText(holders.rows.length)} are listed.</p>
          )}
          {holders.total > 0 && (
            <p className={frame.dim}>
              Holders are counted by rules that name the role; people are users and the known members of
              groups, each once. What another rule of a holder gives anyway is neither gained nor lost; what
              members of a group hold beside it is not taken off.
            </p>
          )}
        </section>
      )}
    </>
  );
}

/** Places told before the rest is only counted. */
const fewPlaces = 3;

function placesText(places: readonly string[]): string {
  const more = places.length - fewPlaces;
  const shown = places.slice(0, fewPlaces).join(', ');
  return more > 0 ? `${shown} and ${countText(more)} more` : shown;
}

/** Resource types told before the rest is only counted. */
const fewWords = 8;

function Moved(props: { sign: '+' | '−'; word: string; permissions: readonly Permission[] }): ReactNode {
  const words = permissionWords(props.permissions);
  if (words.length === 0) return null;
  return (
    <div className={classes.moved} data-moved={props.sign}>
      <span className={classes.sign} aria-hidden="true">
        {props.sign}
      </span>
      <span>
        <span className={frame.dim}>
          {props.word} {counted(permissionCount(props.permissions), 'permission')}:{' '}
        </span>
        {words.slice(0, fewWords).join(' · ')}
        {words.length > fewWords && (
          <span className={frame.dim} title={words.slice(fewWords).join('\n')}>
            {' '}
            and {counted(words.length - fewWords, 'more resource type', 'more resource types')}
          </span>
        )}
      </span>
    </div>
  );
}
