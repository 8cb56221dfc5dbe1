import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LeastRoles } from '../../../../src-shared/ipc/roles-contract.ts';
import { permissionCount, permissionWords } from '../../../ui/access/permission-words.ts';
import { scopeText } from '../../../ui/access/scope-options.ts';
import type { ScopeOption } from '../../../ui/access/scope-options.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import frame from '../../../ui/page/page.module.css';
import classes from './least.module.css';

/** The answers, smallest first: the roles of each, and what each gives beyond the wish. */
export function LeastAnswers(props: {
  readonly answer: LeastRoles;
  /** The scopes that were asked for, as text. */
  readonly places: readonly string[];
  readonly options: readonly ScopeOption[];
}): ReactNode {
  const { answer, options } = props;
  const labels = new Map(options.map(({ value, label }) => [value, label]));
  const where = answer.scopes.map((scope) => labels.get(scopeText(scope)) ?? scopeText(scope));
  const left = props.places.length - answer.scopes.length;
  return (
    <section aria-label="Roles that give it" className={classes.answers} data-least>
      {answer.nobodyGives.length > 0 && (
        <p className={classes.nobody}>
          No role of this tenant gives {permissionWords(answer.nobodyGives).join(' · ')}. Nothing below can
          cover it.
        </p>
      )}
      {answer.answers.length === 0 && answer.nobodyGives.length === 0 && (
        <p className={classes.nobody}>No set of roles covers it.</p>
      )}
      {answer.answers.length > 0 && (
        <p className={frame.lead}>
          On {where.join(', ')}
          {left > 0 && ` (${counted(left, 'place')} below ${left === 1 ? 'is' : 'are'} covered by that)`}:
        </p>
      )}
      <ol className={frame.cards}>
        {answer.answers.map((each, index) => (
          <li key={each.roles.map(({ roleId }) => roleId).join(' ')} data-answer={index}>
            <p className={classes.sum}>
              <strong>{counted(each.roles.length, 'role')}</strong>
              <span>
                {each.tooMuch === 0 ? 'gives just that' : `${counted(each.tooMuch, 'permission')} too much`}
              </span>
              {each.roles.length > 1 && (
                <Link to="/roles/compare" search={{ role: each.roles.map(({ roleId }) => String(roleId)) }}>
                  Compare
                </Link>
              )}
            </p>
            {each.roles.map((role) => (
              <div key={role.roleId} className={classes.role}>
                <p>
                  <Link to="/roles" search={{ open: String(role.roleId) }}>
                    <SuspiciousText text={role.roleName} />
                  </Link>
                  {role.custom && <span className={frame.dim}> custom</span>}
                </p>
                <p>
                  <span className={frame.dim}>gives </span>
                  {permissionWords(role.gives).join(' · ')}
                </p>
                {role.tooMuch.length > 0 && (
                  <details>
                    <summary>{counted(permissionCount(role.tooMuch), 'permission')} beyond the wish</summary>
                    <ul>
                      {permissionWords(role.tooMuch).map((words) => (
                        <li key={words}>{words}</li>
                      ))}
                    </ul>
                  </details>
                )}
              </div>
            ))}
          </li>
        ))}
      </ol>
      {!answer.exact && (
        <p className={frame.dim}>
          There are too many roles to try every set of them: a smaller one may exist.
        </p>
      )}
    </section>
  );
}
