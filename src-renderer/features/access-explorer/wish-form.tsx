import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useRoles } from '../../stores/stores-context.tsx';
import { scopeOfText } from '../../ui/access/scope-options.ts';
import type { ScopeOption } from '../../ui/access/scope-options.ts';
import { ScopeSelect } from '../../ui/access/scope-select.tsx';
import { subjectOfText } from './access-search.ts';
import { wishText } from './hypothesis-text.ts';
import type { Wish } from './hypothesis-text.ts';
import { placeWords } from './path-words.ts';
import { SubjectPicker } from './subject-picker.tsx';
import classes from './access.module.css';

const kinds: readonly { readonly value: Wish['kind']; readonly label: string }[] = [
  { value: 'give', label: 'Give a role' },
  { value: 'take', label: 'Take an access rule away' },
  { value: 'remove-subject', label: 'Remove somebody' },
  { value: 'join', label: 'A user joins a group' },
  { value: 'leave', label: 'A user leaves a group' },
];

/** Whether only users can do it, and to a group. */
const usersOnly = (kind: Wish['kind']): boolean => kind === 'join' || kind === 'leave';

/** Puts together one thing that might be done. */
export function WishForm(props: {
  readonly options: readonly ScopeOption[];
  readonly revision: number;
  readonly onAdd: (wish: string) => void;
}): ReactNode {
  const [kind, setKind] = useState<Wish['kind']>('give');
  const [who, setWho] = useState<string | null>(null);
  const [role, setRole] = useState<string | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const [rule, setRule] = useState<string | null>(null);
  const [group, setGroup] = useState<string | null>(null);
  const roles = useRoles((store) => store.list);
  const subject = who === null ? null : subjectOfText(who);
  const held = useCall(
    'access.subject',
    kind !== 'take' || subject === null ? null : { subject, as: 'with-changes' },
    props.revision,
  );
  const wish = wishOf({ kind, subject, role, at, rule, group });
  return (
    <form
      className={classes.wishForm}
      aria-label="Something that might be done"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (wish === null) return;
        props.onAdd(wishText(wish));
        setRule(null);
      }}
    >
      <Select
        label="What"
        allowDeselect={false}
        data={[...kinds]}
        value={kind}
        onChange={(next) => {
          const chosen = kinds.find(({ value }) => value === next)?.value ?? 'give';
          setKind(chosen);
          // Who cannot do it stays in no field that would refuse it without a word.
          if (usersOnly(chosen) && subject?.type !== 'user') setWho(null);
        }}
      />
      <SubjectPicker
        label="Who"
        value={who}
        onChange={setWho}
        {...(usersOnly(kind) ? { kind: 'user' } : {})}
      />
      {kind === 'give' && (
        <>
          <Select
            label="Role"
            placeholder="A role"
            searchable
            data={roles.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={role}
            onChange={setRole}
          />
          <ScopeSelect
            label="Where"
            anywhere="Choose a scope"
            options={props.options}
            value={at}
            onChange={setAt}
          />
        </>
      )}
      {kind === 'take' && (
        <Select
          label="Access rule"
          placeholder={who === null ? 'Choose somebody first' : 'One of their own rules'}
          searchable
          nothingFoundMessage="No rule of their own is called so."
          data={(held.data?.paths ?? [])
            .filter(({ via }) => via === 'direct')
            .map(({ ruleId, roleName, place }) => ({
              value: ruleId,
              label: `${roleName} on ${placeWords(place)}`,
            }))}
          value={rule}
          onChange={setRule}
        />
      )}
      {usersOnly(kind) && <SubjectPicker label="Group" kind="group" value={group} onChange={setGroup} />}
      <Button type="submit" variant="default" disabled={wish === null} data-add-wish>
        Add
      </Button>
    </form>
  );
}

function wishOf(form: {
  readonly kind: Wish['kind'];
  readonly subject: ReturnType<typeof subjectOfText>;
  readonly role: string | null;
  readonly at: string | null;
  readonly rule: string | null;
  readonly group: string | null;
}): Wish | null {
  const { kind, subject } = form;
  switch (kind) {
    case 'give': {
      const scope = form.at === null ? null : scopeOfText(form.at);
      if (subject === null || form.role === null || scope === null) return null;
      return { kind, subject, roleId: Number(form.role), scope };
    }
    case 'take':
      return form.rule === null ? null : { kind, ruleId: form.rule };
    case 'remove-subject':
      return subject === null ? null : { kind, subject };
    default: {
      const group = form.group === null ? null : subjectOfText(form.group);
      if (subject?.type !== 'user' || group?.type !== 'group') return null;
      return { kind, user: subject.id, group: group.id };
    }
  }
}
