import { TagsInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { RulesPreview } from '../../../src-shared/ipc/rules-contract.ts';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import type { NewRulesFindings } from './new-rules-checks.ts';
import type { NewRulesState } from './new-rules-reducer.ts';
import { subjectKinds, type SubjectKind } from './subject-texts.ts';
import { useSuggestions } from './use-suggestions.ts';
import classes from './new-rules.module.css';

const words: Readonly<
  Record<SubjectKind, { readonly label: string; readonly hint: string; readonly split: string[] }>
> = {
  user: {
    label: 'Users',
    hint: 'E-mails, also of people who have not signed in yet',
    split: [',', ';', ' '],
  },
  group: { label: 'Groups', hint: 'Names exactly as the identity provider sends them', split: [] },
  'service-account': { label: 'Service accounts', hint: 'Name, client id or id', split: [',', ';', ' '] },
};

/** See {@link SubjectFields}. */
export interface SubjectFieldsProps {
  readonly subjects: NewRulesState['subjects'];
  readonly findings: NewRulesFindings['subjects'];
  readonly preview: RulesPreview | null;
  readonly acknowledged: readonly string[];
  readonly revision: number;
  readonly disabled: boolean;
  readonly onSubjects: (kind: SubjectKind, texts: readonly string[]) => void;
  readonly onAcknowledge: (key: string, accepted: boolean) => void;
}

/** Who gets the roles: several of each kind, chosen from the mirror, typed or pasted. */
export function SubjectFields(props: SubjectFieldsProps): ReactNode {
  return (
    <section className={classes.subjects} aria-label="Who">
      <h3>Who</h3>
      {subjectKinds.map((kind, at) => (
        <SubjectField key={kind} {...props} kind={kind} first={at === 0} />
      ))}
    </section>
  );
}

function SubjectField(props: SubjectFieldsProps & { kind: SubjectKind; first: boolean }): ReactNode {
  const { kind, subjects } = props;
  const { label, hint, split } = words[kind];
  const [typed, setTyped] = useState('');
  const base = useId();
  const suggestions = useSuggestions(kind, typed, props.revision);
  const findings = props.findings[kind];
  return (
    <div>
      <TagsInput
        label={label}
        description={hint}
        value={[...subjects[kind]]}
        data={[...suggestions]}
        searchValue={typed}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        splitChars={split}
        isDuplicate={() => false}
        disabled={props.disabled}
        clearable
        error={findings.some(({ severity }) => severity === 'block')}
        aria-describedby={`${base}-findings`}
        classNames={{ input: classes.tags ?? '' }}
        maxDropdownHeight={220}
        spellCheck={false}
        data-subjects={kind}
        {...(props.first ? { 'data-autofocus': true } : {})}
        onChange={(texts) => props.onSubjects(kind, texts)}
        onPaste={(paste) => {
          const text = paste.clipboardData.getData('text');
          if (!/[\r\n]/.test(text)) return;
          // Inputs drop line breaks: a pasted list would become one long name.
          paste.preventDefault();
          props.onSubjects(kind, [...subjects[kind], ...text.split(/[\r\n]+/)]);
        }}
      />
      <Unseen preview={props.preview} kind={kind} />
      <FindingList
        id={`${base}-findings`}
        findings={findings}
        acknowledged={props.acknowledged}
        onAcknowledge={props.onAcknowledge}
        disabled={props.disabled}
      />
    </div>
  );
}

/** Whom nobody has seen here yet: rules for them wait for the first sign-in. */
function Unseen(props: { preview: RulesPreview | null; kind: SubjectKind }): ReactNode {
  const unseen = (props.preview?.subjects ?? []).filter(
    ({ wanted, state }) => wanted.type === props.kind && (state === 'pre-authorised' || state === 'new'),
  );
  const [first] = unseen;
  if (first === undefined) return null;
  const [were, are] = unseen.length === 1 ? [' was', ' is'] : [' were', ' are'];
  return (
    <p className={classes.unseen} data-unseen={props.kind}>
      {unseen.length === 1 ? <SuspiciousText text={first.name} /> : `${unseen.length} of them`}
      {props.kind === 'user'
        ? `${were} not seen here yet: pre-authorised, the rules wait for the first sign-in.`
        : `${are} not named by any user or rule yet. The rules count once somebody signs in with it.`}
    </p>
  );
}
