import type { SyncProgress, SyncRun } from '../../src-shared/domain/sync-state.ts';

/** What a pull wants from its caller. */
export interface PullOptions {
  /** Sweep everything, even where a delta would do. Without it a delta is tried first. */
  readonly full: boolean;
  /** The user has seen the brake's question and takes the smaller tenant as true (design §5). */
  readonly acceptRemovals: boolean;
  readonly signal: AbortSignal;
  /** At most about ten times a second. */
  readonly onProgress: (progress: SyncProgress) => void;
}

/**
 * One pull of a tenant into its mirror. Resolves with the run's record whatever its end; rejects only for bugs.
 * Never removes a fact unless its kind was swept completely and without error, or the tenant says that it is gone (I9).
 */
export interface Pull {
  /** `kind` says which way it went, where the pull can tell. */
  run(options: PullOptions): Promise<SyncRun & { readonly kind?: PullRun['kind'] }>;
}

/** How a pull ended: as a sweep of everything, or as a delta, which reads only what changed. */
export type PullRun = SyncRun & { readonly kind: 'pull' | 'delta' };

/** A pull that says which way it went. */
export interface NamedPull extends Pull {
  run(options: PullOptions): Promise<PullRun>;
}
