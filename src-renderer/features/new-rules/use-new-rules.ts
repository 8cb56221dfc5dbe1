import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useReducer, useState } from 'react';
import type { Dispatch } from 'react';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { RulesPreview } from '../../../src-shared/ipc/rules-contract.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror, useSession, useTenant } from '../../stores/stores-context.tsx';
import { useDraftBefore, useKeepDraft } from '../../stores/use-locked-draft.ts';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { checkCards, type GrantFindings } from '../../ui/grant-editor/grant-findings.ts';
import { toGrants } from '../../ui/grant-editor/grant-model.ts';
import { useTenantFacts, type TenantFacts } from '../../ui/grant-editor/use-tenant-facts.ts';
import type { RulePrefill } from '../../ui/slots.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import type { HeldPlaces } from './held-words.ts';
import { countStandings, placeFindings, saveProblem, type NewRulesFindings } from './new-rules-checks.ts';
import {
  hasChoices,
  newRulesReducer,
  openNewRules,
  type NewRulesAction,
  type NewRulesState,
} from './new-rules-reducer.ts';
import { useHeldPlaces } from './use-held-places.ts';
import { mostSubjects, wantedSubjects } from './subject-texts.ts';

/** How long choices rest before every rule is worked out, in milliseconds. */
const rest = 150;

/** All the dialog shows and does. */
export interface NewRulesEditor {
  readonly state: NewRulesState;
  readonly facts: TenantFacts;
  readonly revision: number;
  readonly preview: RulesPreview | null;
  /** How many narrower rules are covered then; of the preview before while the next one is worked out. */
  readonly narrower: number;
  readonly cards: GrantFindings;
  /** By role: where the chosen subjects hold it already. */
  readonly held: ReadonlyMap<number, HeldPlaces>;
  readonly findings: NewRulesFindings;
  readonly counts: ReturnType<typeof countStandings>;
  /** Why the actor cannot save at all; null when they can. */
  readonly barrier: string | null;
  readonly problem: string | null;
  readonly busy: boolean;
  readonly error: ErrorBody | null;
  readonly dispatch: Dispatch<NewRulesAction>;
  /** Answers whether it was saved. `staged`: sent from Changes. */
  readonly save: (send?: 'staged') => Promise<boolean>;
}

/** The dialog's state with its calls. The preview is what the act itself would make of it, asked of the mirror. */
export function useNewRules(prefill: RulePrefill): NewRulesEditor {
  const before = useDraftBefore<NewRulesState>('new-rules');
  const [state, dispatch] = useReducer(newRulesReducer, undefined, () =>
    // Warnings are accepted anew after a lock: somebody else may sit here now.
    before === null ? openNewRules(prefill) : { ...before, acknowledged: [], attempts: 0 },
  );
  useKeepDraft('new-rules', hasChoices(state, prefill) ? state : null);
  const revision = useMirror((store) => store.any);
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  const clustersOnly = useTenant((store) => store.current?.productLine === '2.13');
  const facts = useTenantFacts(revision, clustersOnly);
  const act = useAct('rules.add');
  const tell = useTellEdit();

  const wanted = useMemo(
    () => ({
      subjects: wantedSubjects(state.subjects),
      grants: toGrants(state.cards, facts.tree).filter(({ scopes }) => scopes.length > 0),
      removeNarrower: state.removeNarrower,
    }),
    [state.subjects, state.cards, state.removeNarrower, facts.tree],
  );
  const [rested] = useDebouncedValue(wanted, rest);
  const asks = rested.subjects.length > 0 && rested.subjects.length <= mostSubjects;
  const call = useCall(
    'rules.addPreview',
    asks
      ? {
          subjects: [...rested.subjects],
          grants: [...rested.grants],
          removeNarrower: rested.removeNarrower,
        }
      : null,
    revision,
  );
  const preview = rested === wanted ? call.data : null;
  // The offer to remove them, which asks for another preview, must not go away under the keyboard meanwhile.
  const [coveredBefore, setCoveredBefore] = useState(0);
  const narrower = preview?.narrower.length ?? (asks && call.error === null ? coveredBefore : 0);
  if (narrower !== coveredBefore) setCoveredBefore(narrower);
  const held = useHeldPlaces(asks ? rested.subjects : [], state.cards, revision);
  const cards = useMemo(
    () => checkCards(state.cards, facts.roles, facts.tree, []),
    [state.cards, facts.roles, facts.tree],
  );
  const findings = useMemo(() => placeFindings(preview, cards), [preview, cards]);
  const counts = useMemo(() => countStandings(preview), [preview]);
  const barrier = whyNot('createRules', { session, abilities });
  const problem = call.error?.message ?? saveProblem(state, findings, preview, barrier);

  const save = async (send?: 'staged'): Promise<boolean> => {
    if (act.busy) return false;
    if (problem !== null) {
      dispatch({ type: 'refuse-save' });
      return false;
    }
    const outcome = await act.run({
      subjects: [...wanted.subjects],
      grants: [...wanted.grants],
      removeNarrower: wanted.removeNarrower,
      acknowledged: [...state.acknowledged],
      reason: keptReason(state.reason) ?? null,
      send,
    });
    if (!outcome.ok) return false;
    const what = `${counted(counts.made, 'access rule')} for ${counted(wanted.subjects.length, 'subject')}`;
    tell({ report: outcome.data, what, done: `Given: ${what}.`, send });
    return true;
  };

  return {
    state,
    facts,
    revision,
    preview,
    narrower,
    cards,
    held,
    findings,
    counts,
    barrier,
    problem,
    busy: act.busy,
    error: act.error,
    dispatch,
    save,
  };
}
