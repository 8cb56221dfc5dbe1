import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { asksForReason, isReason, reasonLength } from '../../../src-shared/rules/reason-rules.ts';

/** See {@link ReasonField}. */
export interface ReasonFieldProps {
  readonly findings: readonly Finding[];
  readonly reason: string;
  /** Save was pressed: a missing reason is an error now. */
  readonly touched: boolean;
  readonly disabled: boolean;
  readonly onReason: (reason: string) => void;
}

/** Why what reaches far is given, in words (V38); nothing while no finding asks for it. */
export function ReasonField(props: ReasonFieldProps): ReactNode {
  if (!asksForReason(props.findings)) return null;
  return (
    <Textarea
      label="Why this reaches so far"
      description="Kept with the change and in the journal."
      autosize
      minRows={2}
      maxRows={5}
      maxLength={reasonLength}
      value={props.reason}
      disabled={props.disabled}
      error={props.touched && !isReason(props.reason) ? 'Say it in a few words.' : null}
      data-reason
      onChange={(change) => props.onReason(change.currentTarget.value)}
    />
  );
}
