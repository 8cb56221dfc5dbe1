import type {
  DecisionKind,
  ReasonCode,
  ReviewDecision,
  ReviewReason,
} from '../../../../src-shared/domain/review.ts';
import type { ReviewPart } from '../../../../src-shared/ipc/reviews-contract.ts';
import { scopeOfText } from '../../../ui/access/scope-options.ts';

/** What stands in the panel while a row is looked at. Nothing in it is chosen beforehand. */
export interface DecisionDraft {
  /** Chosen, and still waiting for something. */
  readonly kind: DecisionKind | null;
  readonly reason: ReasonCode | null;
  readonly text: string;
  /** Of a change: a role's id, a place as `project:42`. */
  readonly role: string | null;
  readonly place: string | null;
  /** Of what is put off. */
  readonly owner: string | null;
  readonly until: string;
  /** Who would know. */
  readonly to: string | null;
}

/** The panel of a row that was not touched yet. */
export const emptyDraft: DecisionDraft = {
  kind: null,
  reason: null,
  text: '',
  role: null,
  place: null,
  owner: null,
  until: '',
  to: null,
};

/** The reason that stands in the panel. */
export function reasonOf({ reason, text }: Pick<DecisionDraft, 'reason' | 'text'>): ReviewReason | null {
  return reason === null ? null : { code: reason, text: text.trim() };
}

/** The decision that stands in the panel, or what is missing for it, in words. */
export function decisionOf(
  draft: DecisionDraft,
  kind: DecisionKind,
  part: Pick<ReviewPart, 'roles' | 'places'>,
): { readonly decision: ReviewDecision } | { readonly missing: string } {
  const reason = reasonOf(draft);
  const words = draft.text.trim();
  switch (kind) {
    case 'change': {
      const role = part.roles.find(({ id }) => id === draft.role) ?? null;
      const place = draft.place === null ? null : scopeOfText(draft.place);
      const found =
        place === null
          ? undefined
          : part.places.find(({ type, id }) => type === place.type && id === place.id);
      const scope = place === null || found === undefined ? null : { ...place, name: found.name };
      if (role === null && scope === null)
        return { missing: 'Say what it should become: another role, another place, or both.' };
      return {
        decision: { kind, role: role === null ? null : { id: role.id, name: role.name }, scope, reason },
      };
    }
    case 'defer':
      if (draft.owner === null) return { missing: 'Say who finds out.' };
      if (draft.until === '') return { missing: 'Say until when.' };
      return {
        decision: {
          kind,
          owner: draft.owner,
          until: draft.until,
          reason: reason ?? { code: 'asking', text: words },
        },
      };
    case 'not-mine':
      return { decision: { kind, to: draft.to, reason: reason ?? { code: 'not-known-to-me', text: words } } };
    default:
      return { decision: { kind, reason } };
  }
}
