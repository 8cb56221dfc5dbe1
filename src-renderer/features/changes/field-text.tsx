import type { ReactNode } from 'react';
import type { FieldValue } from '../../../src-shared/domain/change.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import { valueLines } from '../../../src-shared/changes/field-words.ts';

/** Fields whose value is a moment. */
const moments: ReadonlySet<string> = new Set(['lastLogin']);

/** A field's value for people: moments as their age, lists one after the other, or one a line. */
export function FieldText(props: { field: string; value: FieldValue; lines?: boolean }): ReactNode {
  const { field, value } = props;
  if (moments.has(field) && typeof value === 'string') return <Age at={value} absent="unknown" />;
  return valueLines(value).map((line, index) =>
    props.lines === true ? (
      <div key={line}>
        <SuspiciousText text={line} />
      </div>
    ) : (
      <span key={line}>
        {index > 0 && ', '}
        <SuspiciousText text={line} />
      </span>
    ),
  );
}
