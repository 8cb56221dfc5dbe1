import { describe, expect, it } from 'vitest';
import type { CredentialInfo } from '../../../../src-shared/domain/credential.ts';
import { sortTray } from '../../../../src-renderer/features/credentials/tray-model.ts';
import {
  closedTray,
  tickedOf,
  trayReducer,
} from '../../../../src-renderer/features/credentials/tray-reducer.ts';

const credential = (id: string, minute: number, handedOver: boolean): CredentialInfo => ({
  id,
  kind: 'temporary-password',
  account: `${id}@example.com`,
  tenantUrl: 'https://acme.example.com',
  tenantLabel: 'acme.example.com',
  issuedAt: `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`,
  cause: 'user-created',
  mustChange: true,
  handedOver,
});
const list = [
  credential('b', 2, false),
  credential('d', 4, true),
  credential('a', 1, false),
  credential('c', 3, true),
];

describe('credential tray', () => {
  it('lists what waits first, longest waiting on top, then what was handed over, latest on top', () => {
    const { waiting, handedOver } = sortTray(list);
    expect(waiting.map((one) => one.id)).toEqual(['a', 'b']);
    expect(handedOver.map((one) => one.id)).toEqual(['d', 'c']);
  });

  it('ticks all, then none, and never counts what is gone', () => {
    const ids = list.map((one) => one.id);
    const all = trayReducer(closedTray, { type: 'tick-all', ids });
    expect(tickedOf(all, list)).toEqual(ids);
    expect(tickedOf(all, list.slice(1))).toEqual(['d', 'a', 'c']);
    expect(tickedOf(trayReducer(all, { type: 'tick-all', ids }), list)).toEqual([]);
    expect(tickedOf(trayReducer(all, { type: 'tick', id: 'a' }), list)).toEqual(['b', 'd', 'c']);
  });

  it('forgets its last question when it is closed, so that a later press cannot answer it', () => {
    const asked = trayReducer({ ...closedTray, opened: true }, { type: 'forget', id: 'a' });
    expect(trayReducer(asked, { type: 'open', opened: false }).forgetting).toBeNull();
    expect(trayReducer(asked, { type: 'show', id: 'b' })).toMatchObject({
      forgetting: null,
      opened: false,
      shown: 'b',
    });
  });
});
