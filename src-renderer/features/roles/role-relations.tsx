import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { redundantRoles } from '../../../src-shared/access/role-redundancy.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import classes from './roles.module.css';

/** Roles named before the rest folds away. */
const few = 4;

/** Roles beside which this one adds nothing, and roles that add nothing beside it; each leads to the comparison. */
export function RoleRelations(props: { readonly role: Role; readonly roles: readonly Role[] }): ReactNode {
  const { role } = props;
  const all = redundantRoles(props.roles);
  const beside = all.filter(({ roleId }) => roleId === role.id);
  const within = all.filter(({ besideId }) => besideId === role.id);
  if (beside.length === 0 && within.length === 0) return null;
  return (
    <div className={classes.relations} data-relations>
      <Names
        says={`${role.name} adds nothing to`}
        role={role}
        others={beside.map(({ besideId, besideName, same }) => ({ id: besideId, name: besideName, same }))}
      />
      <Names
        says="Beside it these add nothing:"
        role={role}
        others={within.map(({ roleId, roleName, same }) => ({ id: roleId, name: roleName, same }))}
      />
      <p>By what they permit; a role held on a wider scope still adds something.</p>
    </div>
  );
}

interface Other {
  readonly id: number;
  readonly name: string;
  readonly same: boolean;
}

function Names(props: { says: string; role: Role; others: readonly Other[] }): ReactNode {
  const { says, role, others } = props;
  if (others.length === 0) return null;
  const list = (names: readonly Other[]): ReactNode =>
    names.map(({ id, name, same }, index) => (
      <Fragment key={id}>
        {index > 0 && ', '}
        <Link to="/roles/compare" search={{ role: [String(role.id), String(id)] }}>
          <SuspiciousText text={name} />
        </Link>
        {same && ' (the same)'}
      </Fragment>
    ));
  const more = others.slice(few);
  if (more.length === 0) {
    return (
      <div>
        {says} {list(others)}
      </div>
    );
  }
  return (
    <div>
      {says} {list(others.slice(0, few))}
      <details>
        <summary>and {more.length} more</summary>
        {list(more)}
      </details>
    </div>
  );
}
