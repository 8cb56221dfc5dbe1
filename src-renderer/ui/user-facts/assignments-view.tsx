import type { ReactNode } from 'react';
import type { AssignedUnit, AssignmentsView } from '../../../src-shared/ipc/user-facts-contract.ts';
import { FindingList } from '../findings/finding-list.tsx';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import classes from './user-facts.module.css';

/** Where somebody of a tenant of 2.13 is assigned, what of it has no effect, and why it is not changed here. */
export function AssignmentsPart(props: { readonly view: AssignmentsView }): ReactNode {
  const { projects, departments, findings, whyNotHere } = props.view;
  return (
    <div className={classes.part} data-assignments>
      <FindingList findings={findings} />
      <Units title="Projects" units={projects} none="Assigned to no project." />
      <Units title="Departments" units={departments} none="Administers no department." />
      <p className={classes.dim}>{whyNotHere}</p>
    </div>
  );
}

function Units(props: { title: string; units: readonly AssignedUnit[] | null; none: string }): ReactNode {
  const { title, units, none } = props;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {units === null && <p className={classes.dim}>The tenant does not tell who is assigned.</p>}
      {units?.length === 0 && <p className={classes.dim}>{none}</p>}
      {units !== null && units.length > 0 && (
        <ul className={classes.list}>
          {units.map(({ id, name, path, via }) => (
            <li key={`${id} ${via}`}>
              <SuspiciousText text={name} />
              <span className={classes.dim}>
                {' · '}
                <SuspiciousText text={path.join(' / ')} />
                {via !== 'direct' && (
                  <>
                    {' · through '}
                    <SuspiciousText text={via} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
