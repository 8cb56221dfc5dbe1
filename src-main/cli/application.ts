import type { EventChannel } from '../../src-shared/ipc/channels.ts';
import type { EventPayload, Handlers } from '../../src-shared/ipc/contract.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import type { AskWhich } from '../services/changes/export-plan.ts';
import type { AskWhichFiles } from '../services/reviews/import-answers.ts';
import type { AskWhere } from '../services/credentials-service.ts';

/** The whole of Rolebook without a window: the same handlers that the window reaches, called directly. */
export interface Application {
  readonly handlers: Handlers;
  /** Returns its own undo. */
  onEvent<E extends EventChannel>(channel: E, listener: (payload: EventPayload<E>) => void): () => void;
  /** Opens the tenant that was open last; null when there is none. */
  restoreLast(): Promise<OpenTenant | null>;
  /** Ends everything that was started, the demo tenant too. */
  close(): Promise<void>;
}

/** What the terminal asks of composition. */
export interface ApplicationOptions {
  /** The profile folder; null is the usual one. */
  readonly profile: string | null;
  /** Answers in place of a save dialog. */
  readonly askWhere: AskWhere;
  /** Answers in place of an open dialog. */
  readonly askWhich: AskWhich;
  /** Answers in place of a dialog that opens several. */
  readonly askWhichFiles: AskWhichFiles;
  /**
   * Key of a tenant that another Rolebook has open: the application is then one over a copy of its files as they are now.
   * It asks no tenant anything, and what is written into the copy is gone with it.
   */
  readonly copyOf?: string;
}

/** Builds the application; composition gives it. */
export type OpenApplication = (options: ApplicationOptions) => Promise<Application>;
