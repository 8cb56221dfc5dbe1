import type { SessionState } from '../../../src-shared/domain/sync-state.ts';
import type { StepUndone } from '../../../src-shared/ipc/changes-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import type { SendWhen } from '../../../src-shared/ipc/users-contract.ts';

/** What decides when something that was saved here leaves. */
export interface SavedCircumstances {
  readonly session: Pick<SessionState, 'link' | 'workOffline'> | null;
  readonly sendAutomatically: boolean;
  /** As the dialog asked. */
  readonly send: SendWhen;
}

const leaving = (count: number, now: SavedCircumstances): string => {
  const isOne = count === 1;
  if (now.sendAutomatically && now.session?.link === 'online' && !now.session.workOffline)
    return isOne ? 'is sent now' : 'are sent now';
  return now.sendAutomatically
    ? `${isOne ? 'waits' : 'wait'} to be sent`
    : `${isOne ? 'waits' : 'wait'} until you send ${isOne ? 'it' : 'them'}`;
};

/** What becomes of changes that came back: "1 change needs your decision, 2 changes wait to be sent". */
function becomes(back: StepUndone['back'], now: SavedCircumstances): string {
  const waiting = back.filter(({ state }) => state === 'pending');
  const staged = waiting.filter(({ held }) => held).length;
  const going = waiting.length - staged;
  const asking = back.length - waiting.length;
  return [
    asking === 0 ? [] : `${counted(asking, 'change')} ${asking === 1 ? 'needs' : 'need'} your decision`,
    going === 0 ? [] : `${counted(going, 'change')} ${leaving(going, now)}`,
    staged === 0
      ? []
      : `${counted(staged, 'change')} ${staged === 1 ? 'is' : 'are'} staged until you send ${staged === 1 ? 'it' : 'them'}`,
  ]
    .flat()
    .join(', ');
}

/** What came back because a step was undone, and what becomes of it now; null where nothing did. */
export function cameBackWords(back: StepUndone['back'], now: SavedCircumstances): string | null {
  return back.length === 0 ? null : `What it had taken the place of came back: ${becomes(back, now)}.`;
}

/** What becomes of what was brought back, and how many of those asked for stay away. */
export function broughtBackWords(back: StepUndone['back'], left: number, now: SavedCircumstances): string {
  const stays = left === 0 ? '' : ` ${counted(left, 'change')} could not come back.`;
  return `${becomes(back, now)}.${stays}`;
}

/** What went with a step that was undone; null where nothing did. */
export function wentAlongWords(count: number): string | null {
  return count === 0 ? null : `${counted(count, 'change')} that needed it went along.`;
}

/** When something that was saved here is sent, in one sentence. */
export function savedWhen(now: SavedCircumstances): string {
  const { session, send } = now;
  if (send === 'staged' || (send === undefined && !now.sendAutomatically)) {
    return 'It waits under Changes until you send it.';
  }
  if (session?.workOffline === true) return 'It will be sent when you go online.';
  switch (session?.link) {
    case 'offline':
    case 'not-a-tenant':
      return 'It will be sent when the tenant can be reached.';
    case 'needs-sign-in':
      return 'It will be sent after you have signed in again.';
    default:
      return 'It is sent as soon as the tenant takes it.';
  }
}
