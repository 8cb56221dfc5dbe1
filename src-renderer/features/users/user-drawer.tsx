import type { ReactNode } from 'react';
import { hasAccount } from '../../../src-shared/domain/user.ts';
import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { useMirror, useRoles, useTenant } from '../../stores/stores-context.tsx';
import { pendingMarkOfRecord } from '../../ui/pending/pending-words.ts';
import { RecordDrawer } from '../../ui/record-drawer/record-drawer.tsx';
import type { DrawerPart, RecordPartProps } from '../../ui/record-drawer/record-drawer.tsx';
import { useSlots } from '../../ui/slots.tsx';
import { assignmentsPart } from '../../ui/user-facts/assignments-content.tsx';
import { signInPart } from '../../ui/user-facts/sign-in-content.tsx';
import type { RowDrawerProps } from '../../ui/table-page/table-page.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { valueWords } from '../../ui/text/value-words.ts';
import { localness } from './user-columns.ts';
import classes from './users.module.css';

function fieldOf(record: ViewRecord, label: string): ViewRecord['fields'][number]['value'] {
  return record.fields.find((field) => field.label === label)?.value ?? null;
}

const groupsPart: DrawerPart = {
  value: 'groups',
  label: 'Groups',
  Content: ({ record }) => {
    const groups = fieldOf(record, 'Groups');
    if (!Array.isArray(groups) || groups.length === 0) {
      return <p className={classes.hint}>The identity provider has sent no groups for this user.</p>;
    }
    return (
      <ul className={classes.groups}>
        {groups.map((group) => (
          <li key={group}>
            <SuspiciousText text={group} />
          </li>
        ))}
      </ul>
    );
  },
};

const userParts = [groupsPart, signInPart];
/** Versions that assign projects and departments beside the roles have a part for that. */
const assigningParts = [assignmentsPart, ...userParts];

// A tenant shows a scoped actor fewer rules without saying so: nothing here may claim that there is none.
const rules = {
  face: 'role',
  label: 'Access rules',
  emptyText: 'No access rule that you can see names this user.',
} as const;

/** One user: access rules direct and through groups, groups, dates, JSON, and what can be done. */
export function UserDrawer(props: RowDrawerProps): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const revision = useMirror((mirror) => mirror.any);
  const assigns = useTenant((tenant) => tenant.current?.productLine === '2.13');
  return (
    <RecordDrawer
      {...props}
      view="users"
      noun="user"
      revision={revision}
      tierOf={tierOf}
      rules={rules}
      parts={assigns ? assigningParts : userParts}
      Subtitle={Subtitle}
      Actions={Actions}
    />
  );
}

function Actions({ record, onActed }: RecordPartProps): ReactNode {
  const { UserActions, NewRuleButton } = useSlots();
  const type = fieldOf(record, 'Type');
  if (!hasAccount(type)) {
    const subjects = [{ type: 'user' as const, id: record.title }];
    return <NewRuleButton prefill={{ subjects }} place="drawer" onDone={onActed} />;
  }
  const user = {
    id: record.id,
    email: record.title,
    isLocal: localness(type),
    pending: pendingMarkOfRecord(record),
  };
  return <UserActions users={[user]} place="drawer" onDone={onActed} />;
}

/** Types of those who have no account, for a line of its own. */
const kinds: Readonly<Record<string, string>> = {
  'pre-authorised': 'Pre-authorised: rules wait for the first sign-in',
  'user deleted': 'User deleted: rules still name the e-mail',
};

function Subtitle({ record }: RecordPartProps): ReactNode {
  const type = fieldOf(record, 'Type');
  const name = fieldOf(record, 'Name');
  const words = typeof type === 'string' ? valueWords(type) : '';
  const kind = kinds[String(type)] ?? `${words} user`;
  return (
    <>
      {kind}
      {typeof name === 'string' && name !== '' && (
        <>
          {' · '}
          <SuspiciousText text={name} />
        </>
      )}
    </>
  );
}
