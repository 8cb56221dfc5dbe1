import type { Population, ReviewerRule, Reviewer, ReviewRow } from '../domain/review.ts';
import type { TenantGates } from '../access/gates.ts';

/** What a campaign would be frozen from; asked of a mirror as the tenant is, without changes of ours. */
export interface FreezeQuestion {
  readonly gates: TenantGates;
  readonly population: Population;
  readonly reviewers: ReviewerRule;
  readonly fourEyes: boolean;
  /** Ids of rows that an earlier campaign held. */
  readonly reviewed: readonly string[];
  /** For each control so many whole numbers by chance, from 0 to 2^31 - 1: {@link chancesOfControl}. */
  readonly chances: readonly (readonly number[])[];
  /** Whether the rows are kept to be asked for; else they are only counted. */
  readonly keep: boolean;
}

/** How many numbers by chance one control takes. */
export const chancesOfControl = 5;

/** One reviewer’s share. */
export interface ReviewerShare {
  readonly reviewer: Reviewer;
  readonly rows: number;
  readonly privileged: number;
}

/** What was frozen. */
export interface Frozen {
  /** By which its rows are asked for, until others are frozen. */
  readonly id: number;
  /** Controls among them. */
  readonly rows: number;
  readonly privileged: number;
  readonly reviewers: readonly ReviewerShare[];
  /** Ids of the controls, sorted. */
  readonly controls: readonly string[];
  /** Why these rows cannot be given to these reviewers, in words. */
  readonly problems: readonly string[];
  /** When the last whole look at the tenant ended. */
  readonly asOf: string | null;
}

/** A window of the frozen rows; null where they are not kept any more. */
export interface FrozenWindow {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** The rows with everything about them but their reviewers. */
export type OpenRow = Omit<ReviewRow, 'reviewers'>;

/** Which rules there are now: those that the population names, and all others of the subjects that were frozen. */
export interface RosterQuestion {
  readonly gates: TenantGates;
  readonly population: Population;
  /** Types and ids of subjects. */
  readonly subjects: readonly (readonly [type: string, id: string])[];
}

/** How many rules there are, and from which look at the tenant; they are asked for as {@link FrozenWindow}s. */
export interface Roster {
  readonly id: number;
  readonly rows: number;
  readonly asOf: string | null;
}

/** A rule as it is now (docs/evidence-format.md). */
export type RosterRow = Pick<ReviewRow, 'id'> & {
  readonly subject: Pick<ReviewRow['subject'], 'type' | 'id'>;
  readonly role: Pick<ReviewRow['role'], 'id'>;
  readonly scope: Pick<ReviewRow['scope'], 'type' | 'id'>;
};
