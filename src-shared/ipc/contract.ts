import type { z } from 'zod';
import { accessCalls } from './access-contract.ts';
import { accessKeysCalls } from './access-keys-contract.ts';
import { accessMatrixCalls } from './access-matrix-contract.ts';
import { accessWhyCalls } from './access-why-contract.ts';
import { appCalls, appEvents } from './app-contract.ts';
import { changesCalls, changesEvents } from './changes-contract.ts';
import type { CallChannel, EventChannel } from './channels.ts';
import { credentialsCalls, credentialsEvents } from './credentials-contract.ts';
import type { CallContract, EventContract } from './define.ts';
import { draftsCalls } from './drafts-contract.ts';
import { handOversCalls } from './hand-overs-contract.ts';
import { historyCalls, historyEvents } from './history-contract.ts';
import { journalCalls } from './journal-contract.ts';
import { lockCalls, lockEvents } from './lock-contract.ts';
import { mirrorCalls } from './mirror-contract.ts';
import { reviewsCalls, reviewsEvents } from './reviews-contract.ts';
import { rolesCalls } from './roles-contract.ts';
import { rulesCalls } from './rules-contract.ts';
import { settingsCalls } from './settings-contract.ts';
import { signOnCalls } from './sign-on-contract.ts';
import { syncCalls, syncEvents } from './sync-contract.ts';
import { tenantsCalls } from './tenants-contract.ts';
import { userFactsCalls } from './user-facts-contract.ts';
import { usersCalls } from './users-contract.ts';

/** Every call, declared once. A channel without a contract, or a contract without a channel, does not compile. */
export const calls = {
  ...appCalls,
  ...tenantsCalls,
  ...syncCalls,
  ...mirrorCalls,
  ...usersCalls,
  ...userFactsCalls,
  ...accessKeysCalls,
  ...credentialsCalls,
  ...changesCalls,
  ...rolesCalls,
  ...accessCalls,
  ...rulesCalls,
  ...accessWhyCalls,
  ...accessMatrixCalls,
  ...journalCalls,
  ...handOversCalls,
  ...historyCalls,
  ...reviewsCalls,
  ...signOnCalls,
  ...settingsCalls,
  ...lockCalls,
  ...draftsCalls,
} satisfies Record<CallChannel, CallContract>;

/** Every event, declared once. */
export const events = {
  ...appEvents,
  ...syncEvents,
  ...credentialsEvents,
  ...changesEvents,
  ...historyEvents,
  ...reviewsEvents,
  ...lockEvents,
} satisfies Record<EventChannel, EventContract>;

export type Calls = typeof calls;
export type Events = typeof events;

/** What a caller may leave out (defaults) is optional here. */
export type CallInput<C extends CallChannel> = z.input<Calls[C]['input']>;
/** What a handler receives after parsing. */
export type ParsedInput<C extends CallChannel> = z.output<Calls[C]['input']>;
export type CallOutput<C extends CallChannel> = z.output<Calls[C]['output']>;
export type EventPayload<E extends EventChannel> = z.output<Events[E]['payload']>;

/** One handler for each channel; a missing or an extra one does not compile. */
export type Handlers = {
  readonly [C in CallChannel]: (input: ParsedInput<C>) => Promise<CallOutput<C>> | CallOutput<C>;
};
