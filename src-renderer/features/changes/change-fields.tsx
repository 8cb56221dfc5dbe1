import type { ReactNode } from 'react';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { Age } from '../../ui/time/age.tsx';
import { fieldWords } from '../../../src-shared/changes/field-words.ts';
import { FieldText } from './field-text.tsx';
import classes from './change-drawer.module.css';

/** Field by field: what is there now and what will be. */
export function ChangeFields(props: { planned: PlannedChange }): ReactNode {
  const { fields, change } = props.planned;
  const shown = fields.filter(({ from, to }) => from !== null || to !== null);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="change-fields">
      <h3 id="change-fields">What changes</h3>
      <dl className={classes.fields}>
        {shown.map(({ field, from, to }) => (
          <div key={field}>
            <dt>{fieldWords(field)}</dt>
            <dd>
              {from !== null && (
                <span className={classes.from} data-gone={to === null || undefined}>
                  <span className="rb-hidden">now </span>
                  <FieldText field={field} value={from} />
                </span>
              )}
              {from !== null && to !== null && <span aria-hidden="true">→</span>}
              {to !== null && (
                <span className={classes.to}>
                  <span className="rb-hidden">then </span>
                  <FieldText field={field} value={to} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {change.base?.asOf !== undefined && change.base.asOf !== null && (
        <p className={classes.small}>
          As you saw it, from data of <Age at={change.base.asOf} absent="unknown" />
        </p>
      )}
    </section>
  );
}
