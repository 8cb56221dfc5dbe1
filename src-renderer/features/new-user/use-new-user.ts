import { useMemo, useReducer } from 'react';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useMirror, useSession, useTenant } from '../../stores/stores-context.tsx';
import { useDraftBefore, useKeepDraft } from '../../stores/use-locked-draft.ts';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { useTenantFacts, type TenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import type { HeldRule } from '../../../src-shared/rules/grant-draft.ts';
import { acceptedWith, keptReason } from '../../../src-shared/rules/reason-rules.ts';
import type { CreateReport } from '../../../src-shared/ipc/users-contract.ts';
import { missingGrants, verdictOf } from '../../ui/grant-report/create-report.ts';
import { hasChanges, toNewUser } from './new-user-model.ts';
import type { NewUserDraft } from './new-user-model.ts';
import { newUserReducer, openNewUser, type NewUserAction, type NewUserState } from './new-user-reducer.ts';
import { checkNewUser, saveProblem, type NewUserFindings } from './new-user-validation.ts';
import { useEmailState } from './use-email-state.ts';

/** All the dialog shows and does. */
export interface NewUserEditor {
  readonly state: NewUserState;
  readonly facts: TenantFacts;
  readonly findings: NewUserFindings;
  /** Rules that name the e-mail already, as far as the mirror has answered. */
  readonly held: readonly HeldRule[];
  /** Why the actor cannot save at all; null when they can. */
  readonly barrier: string | null;
  /** The first reason why Save would not go ahead; null when it would. */
  readonly problem: string | null;
  /** Why the tenant cannot mail a link; null when it can. */
  readonly notifyProblem: string | null;
  /** Names can be set on this version. */
  readonly names: boolean;
  /** Roles and clusters stand on the user (2.13): the dialog is that version’s own. */
  readonly legacy: boolean;
  readonly dispatch: (action: NewUserAction) => void;
  /** `staged`: saved under Changes, sent from there. Answers the report when all of it was only saved here. */
  readonly save: (send?: 'staged') => Promise<CreateReport | null>;
  readonly repair: () => Promise<void>;
}

const noRules: readonly HeldRule[] = [];

/** The editor's state with its calls. The e-mail is asked about once more right before saving. */
export function useNewUser(): NewUserEditor {
  const bridge = useBridge();
  const before = useDraftBefore<NewUserDraft>('new-user');
  const [state, dispatch] = useReducer(newUserReducer, before, openNewUser);
  const tenant = useTenant((store) => store.current);
  const session = useSession((store) => store.state);
  const revision = useMirror((store) => store.any);
  const legacy = tenant?.productLine === '2.13';
  const facts = useTenantFacts(revision, legacy);
  const { draft, phase } = state;
  useKeepDraft('new-user', phase.at !== 'report' && hasChanges(draft) ? draft : null);
  const emailState = useEmailState(draft.email, draft.kind, revision);
  const held = emailState?.held ?? noRules;

  const now = { session, abilities: tenant?.abilities ?? null };
  const barrier =
    (draft.kind === 'local' ? whyNot('createUsers', now) : null) ??
    (draft.kind === 'sso' || draft.grants.length > 0 ? whyNot('createRules', now) : null);
  const notifyProblem = whyNot('notifyByMail', now);
  const findings = useMemo(
    () => checkNewUser(draft, { roles: facts.roles, tree: facts.tree, emailState, legacy }),
    [draft, facts.roles, facts.tree, emailState, legacy],
  );
  const problem = saveProblem(findings.all, acceptedWith(draft.acknowledged, draft.reason), barrier);
  const names = tenant?.productLine === '3.0';

  const save = async (send?: 'staged'): Promise<CreateReport | null> => {
    if (phase.at !== 'edit') return null;
    const fresh = await bridge.call('users.emailState', { email: draft.email.trim(), kind: draft.kind });
    const known = fresh.ok ? fresh.data : emailState;
    const checked = checkNewUser(draft, { roles: facts.roles, tree: facts.tree, emailState: known, legacy });
    if (saveProblem(checked.all, acceptedWith(draft.acknowledged, draft.reason), barrier) !== null) {
      dispatch({ type: 'refuse-save' });
      return null;
    }
    dispatch({ type: 'save' });
    const user = toNewUser(draft, facts.tree, { names, notify: notifyProblem === null, legacy });
    const outcome = await bridge.call('users.create', { ...user, send });
    if (outcome.ok && verdictOf(outcome.data) === 'saved' && outcome.data.credential === null)
      return outcome.data;
    dispatch(
      outcome.ok ? { type: 'saved', report: outcome.data } : { type: 'save-failed', error: outcome.error },
    );
    return null;
  };

  const repair = async (): Promise<void> => {
    if (phase.at !== 'report' || phase.repairing) return;
    dispatch({ type: 'repair' });
    const outcome = await bridge.call('users.addRules', {
      email: phase.report.email,
      grants: [...missingGrants(phase.report)],
      acknowledged: [...draft.acknowledged],
      reason: keptReason(draft.reason) ?? null,
    });
    dispatch(
      outcome.ok
        ? { type: 'repaired', report: outcome.data }
        : { type: 'repair-failed', error: outcome.error },
    );
  };

  return {
    state,
    facts,
    findings,
    held,
    barrier,
    problem,
    notifyProblem,
    names,
    legacy,
    dispatch,
    save,
    repair,
  };
}
