import { useId } from 'react';
import type { ReactNode } from 'react';
import { Checkbox, Group, SegmentedControl, TextInput } from '@mantine/core';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { kindWords, type NewUserDraft } from './new-user-model.ts';
import type { NewUserAction } from './new-user-reducer.ts';
import classes from './new-user.module.css';

/** See {@link IdentitySection}. */
export interface IdentitySectionProps {
  readonly draft: NewUserDraft;
  readonly findings: readonly Finding[];
  /** Save was pressed: also the empty field may be called wrong. */
  readonly touched: boolean;
  readonly names: boolean;
  /** Roles and clusters stand on the user (2.13). */
  readonly legacy: boolean;
  /** Why the tenant cannot mail a link; null when it can. */
  readonly notifyProblem: string | null;
  readonly disabled: boolean;
  readonly dispatch: (action: NewUserAction) => void;
}

/** Who it is: the kind of user, the e-mail, and what else this tenant's version takes. */
export function IdentitySection(props: IdentitySectionProps): ReactNode {
  const { draft, dispatch, disabled } = props;
  const base = useId();
  const findings = props.touched || draft.email !== '' ? props.findings : [];
  const blocked = findings.some((finding) => finding.severity === 'block');

  return (
    <section className={classes.identity} aria-label="Who">
      <div>
        <SegmentedControl
          fullWidth
          aria-label="Kind of user"
          aria-describedby={`${base}-kind`}
          value={draft.kind}
          disabled={disabled}
          data={[
            { value: 'local', label: 'Local' },
            { value: 'sso', label: 'SSO (pre-authorise)' },
          ]}
          onChange={(value) => dispatch({ type: 'set-kind', kind: value === 'sso' ? 'sso' : 'local' })}
        />
        <p id={`${base}-kind`} className={classes.hint}>
          {kindWords(draft.kind, props.legacy)}
        </p>
      </div>
      <TextInput
        label="E-mail"
        required
        withAsterisk={false}
        data-autofocus
        data-new-user-email
        placeholder="ada@example.com"
        autoComplete="off"
        spellCheck={false}
        value={draft.email}
        disabled={disabled}
        error={blocked}
        aria-describedby={`${base}-email`}
        onChange={(change) =>
          dispatch({ type: 'set-text', field: 'email', text: change.currentTarget.value })
        }
      />
      <FindingList
        id={`${base}-email`}
        findings={findings}
        acknowledged={draft.acknowledged}
        onAcknowledge={(key, accepted) => dispatch({ type: 'acknowledge', key, accepted })}
        disabled={disabled}
      />
      {draft.kind === 'local' && props.names && (
        <Group grow gap="sm">
          <TextInput
            label="First name"
            value={draft.firstName}
            disabled={disabled}
            maxLength={255}
            onChange={(change) =>
              dispatch({ type: 'set-text', field: 'firstName', text: change.currentTarget.value })
            }
          />
          <TextInput
            label="Last name"
            value={draft.lastName}
            disabled={disabled}
            maxLength={255}
            onChange={(change) =>
              dispatch({ type: 'set-text', field: 'lastName', text: change.currentTarget.value })
            }
          />
        </Group>
      )}
      {draft.kind === 'local' && (
        <div>
          <Checkbox
            label="Let the tenant mail a link to set the password"
            checked={draft.notify && props.notifyProblem === null}
            disabled={disabled || props.notifyProblem !== null}
            aria-describedby={`${base}-notify`}
            onChange={(change) => dispatch({ type: 'set-notify', notify: change.currentTarget.checked })}
          />
          {props.notifyProblem !== null && (
            <p id={`${base}-notify`} className={classes.reason}>
              {props.notifyProblem}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
