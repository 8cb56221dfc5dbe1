import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { inspectText } from './inspect-text.ts';
import classes from './suspicious-text.module.css';

/**
 * A text that came from the tenant, isolated from the writing direction around it, with invisible and look-alike
 * characters marked.
 */
export function SuspiciousText(props: { text: string }): ReactNode {
  const parts = inspectText(props.text);
  if (parts === null) return <bdi>{props.text}</bdi>;
  return (
    <bdi className={classes.suspicious}>
      {parts.map((part, index) => {
        const key = `${index} ${part.kind}`;
        return part.kind === 'plain' ? (
          <Fragment key={key}>{part.text}</Fragment>
        ) : (
          <span key={key} className={classes.mark} title={`Suspicious: ${part.reason}`}>
            {part.shown}
          </span>
        );
      })}
    </bdi>
  );
}
