import { Checkbox, MultiSelect, NumberInput, Radio, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useMirror } from '../../../stores/stores-context.tsx';
import { focusOnMount } from '../../../ui/findings/focus-on-mount.ts';
import type { PickedLevel } from '../../../ui/grant-editor/grant-model.ts';
import { levelWords } from '../../../ui/grant-editor/level-words.ts';
import { ScopePicker } from '../../../ui/grant-editor/scope-picker.tsx';
import { useTenantFacts } from '../../../ui/grant-editor/use-tenant-facts.ts';
import frame from '../../../ui/page/page.module.css';
import { bestFirstFilter } from '../../../ui/text/best-first.ts';
import classes from '../reviews.module.css';
import { PeopleField, PersonField } from './person-field.tsx';
import type { ReviewDraft } from './review-draft.ts';

interface StepProps {
  readonly draft: ReviewDraft;
  /** Somebody has tried to open it: what is missing is said at its place. */
  readonly tried: boolean;
  readonly onChange: (part: Partial<ReviewDraft>) => void;
}

const levels: readonly PickedLevel[] = ['department', 'project', 'cluster'];
const none: ReadonlySet<string> = new Set();

const subjects = [
  { value: 'user', label: 'Users' },
  { value: 'group', label: 'Groups' },
  { value: 'service-account', label: 'Service accounts' },
] as const;

/** Which access rules are reviewed. */
export function WhatStep({ draft, tried, onChange }: StepProps): ReactNode {
  const facts = useTenantFacts(useMirror((mirror) => mirror.any));
  const [level, setLevel] = useState<PickedLevel>('department');
  const picked = draft.picked[level];
  return (
    <section className={classes.step} aria-labelledby="review-what">
      <h2 id="review-what">1. What</h2>
      <TextInput
        label="Name"
        description="As the auditor will read it."
        required
        maxLength={100}
        autoComplete="off"
        ref={focusOnMount}
        value={draft.name}
        error={tried && draft.name.trim() === '' ? 'Give it a name.' : null}
        data-field="name"
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Checkbox.Group
        label="Subjects"
        description="None chosen: all."
        value={[...draft.subjectTypes]}
        onChange={(values) =>
          onChange({
            subjectTypes: subjects.flatMap(({ value }) => (values.includes(value) ? [value] : [])),
          })
        }
      >
        <div className={classes.choices}>
          {subjects.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      <MultiSelect
        label="Roles"
        description="None chosen: all."
        searchable
        clearable
        limit={60}
        filter={bestFirstFilter}
        data={facts.roles.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={[...draft.roles]}
        onChange={(roles) => onChange({ roles })}
      />
      <div className={classes.field}>
        <p className={classes.label}>Places</p>
        <p className={frame.dim}>These and all below them. None chosen: everywhere.</p>
        <SegmentedControl
          aria-label="Kind of place"
          value={level}
          data={levels.map((value) => ({
            value,
            label: `${levelWords[value].choice}${draft.picked[value].length === 0 ? '' : ` (${draft.picked[value].length})`}`,
          }))}
          onChange={(value) => setLevel(levels.find((one) => one === value) ?? 'department')}
        />
        <ScopePicker
          // Which branches are open at first is told by the whole tree.
          key={`${level} ${facts.loading}`}
          tree={facts.tree}
          level={level}
          picked={picked}
          held={none}
          label="the review"
          onToggle={(id) =>
            onChange({
              picked: {
                ...draft.picked,
                [level]: picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id],
              },
            })
          }
          onClear={() => onChange({ picked: { ...draft.picked, [level]: [] } })}
        />
      </div>
      <Checkbox
        label="Privileged access only"
        description="Administrators' roles anywhere, managers' over a whole tenant or cluster."
        checked={draft.privilegedOnly}
        onChange={(event) => onChange({ privilegedOnly: event.currentTarget.checked })}
      />
    </section>
  );
}

/** Who decides. */
export function WhoStep({ draft, tried, onChange }: StepProps): ReactNode {
  return (
    <section className={classes.step} aria-labelledby="review-who">
      <h2 id="review-who">2. Who</h2>
      <Radio.Group
        label="Who decides a row"
        value={draft.by}
        onChange={(by) => {
          if (by === 'name' || by === 'department' || by === 'project' || by === 'authoriser')
            onChange({ by });
        }}
      >
        <div className={classes.stackOfChoices}>
          <Radio value="department" label="The administrators of its department" />
          <Radio value="project" label="The managers of its project, else of its department" />
          <Radio value="authoriser" label="Whoever granted it" />
          <Radio value="name" label="People I name, a fair share each" />
        </div>
      </Radio.Group>
      {draft.by === 'name' && (
        <PeopleField
          label="Reviewers"
          description="Nobody is ever asked about their own access."
          value={draft.named}
          onChange={(named) => onChange({ named })}
        />
      )}
      <div className={classes.pair}>
        <PersonField
          label="Decides what has nobody else"
          description={tried && draft.fallback.trim() === '' ? 'Name somebody.' : 'The fallback reviewer.'}
          value={draft.fallback}
          onChange={(fallback) => onChange({ fallback })}
        />
        <PersonField
          label="Deputy"
          description="Decides about the fallback reviewer's own access."
          value={draft.deputy}
          onChange={(deputy) => onChange({ deputy })}
        />
      </div>
    </section>
  );
}

/** Until when, and how strictly. */
export function HowStep({ draft, tried, onChange }: StepProps): ReactNode {
  return (
    <section className={classes.step} aria-labelledby="review-how">
      <h2 id="review-how">3. When, and how strict</h2>
      <div className={classes.pair}>
        <TextInput
          type="date"
          label="Due"
          value={draft.due}
          error={tried && draft.due === '' ? 'Say until when.' : null}
          onChange={(event) => onChange({ due: event.currentTarget.value })}
        />
        <NumberInput
          label="Oldest look at the tenant, hours"
          description="Older than that, it is refused."
          min={1}
          max={720}
          allowDecimal={false}
          value={draft.freshHours}
          onChange={(value) => onChange({ freshHours: Number(value) })}
        />
      </div>
      <Checkbox
        label="Keeping privileged access needs a reason"
        checked={draft.reasonForPrivileged}
        onChange={(event) => onChange({ reasonForPrivileged: event.currentTarget.checked })}
      />
      <Checkbox
        label="Four eyes: two reviewers for privileged access"
        checked={draft.fourEyes}
        onChange={(event) => onChange({ fourEyes: event.currentTarget.checked })}
      />
      <Radio.Group
        label="Rows that are undecided after the due day"
        description="Undecided never means revoke."
        value={draft.overdue}
        onChange={(overdue) => {
          if (overdue === 'wait' || overdue === 'fallback' || overdue === 'lock') onChange({ overdue });
        }}
      >
        <div className={classes.stackOfChoices}>
          <Radio value="wait" label="Can still be decided" />
          <Radio value="fallback" label="Go to the fallback reviewer" />
          <Radio value="lock" label="Can no longer be decided" />
        </div>
      </Radio.Group>
      <NumberInput
        label="Made-up rows (controls)"
        description="Rows that should be revoked, mixed in to see whether somebody looks. Only you know that there are some."
        min={0}
        max={20}
        allowDecimal={false}
        value={draft.controls}
        onChange={(value) => onChange({ controls: Number(value) })}
      />
    </section>
  );
}
