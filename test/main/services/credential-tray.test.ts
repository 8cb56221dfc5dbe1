import { Buffer } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { CredentialTray, type NewCredential } from '../../../src-main/services/credential-tray.ts';
import { countingRandom } from '../../builders/counting-random.ts';

const credential = (account: string): NewCredential => ({
  kind: 'temporary-password',
  account,
  tenantUrl: 'https://tenant.example.com',
  tenantLabel: 'Acme',
  cause: 'user-created',
  mustChange: true,
});

const owner = { key: 'k1', actor: 'root@example.com' };

function tray() {
  const onChanged = vi.fn();
  return {
    onChanged,
    tray: new CredentialTray({ clock: { now: () => 0 }, random: countingRandom(), onChanged }),
  };
}

describe('CredentialTray', () => {
  it('tells everything but the secret', () => {
    const { tray: one, onChanged } = tray();
    const info = one.add(credential('ada@example.com'), 'pässword', owner);
    expect(one.list()).toEqual([
      {
        ...credential('ada@example.com'),
        id: info.id,
        issuedAt: '1970-01-01T00:00:00.000Z',
        handedOver: false,
      },
    ]);
    expect(one.reveal(info.id)).toBe('pässword');
    expect(JSON.stringify(onChanged.mock.calls)).not.toContain('pässword');
  });

  it('overwrites the bytes of what it discards', () => {
    const { tray: one } = tray();
    const from = vi.spyOn(Buffer, 'from');
    const info = one.add(credential('ada@example.com'), 'secret', owner);
    const made = from.mock.results
      .map((result): unknown => result.value)
      .filter((value) => Buffer.isBuffer(value));
    from.mockRestore();
    expect(made.map(String)).toEqual(['secret']);
    one.discard([info.id]);
    expect([...(made[0] ?? [])]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(() => one.reveal(info.id)).toThrow('no longer held');
  });

  it('knows whether quitting would lose something', () => {
    const { tray: one } = tray();
    expect(one.hasUnhanded()).toBe(false);
    const ada = one.add(credential('ada@example.com'), 'a', owner);
    const bob = one.add(credential('bob@example.com'), 'b', owner);
    one.markHandedOver([ada.id]);
    expect(one.hasUnhanded()).toBe(true);
    one.markHandedOver([bob.id]);
    expect(one.hasUnhanded()).toBe(false);
    expect(one.list().every((info) => info.handedOver)).toBe(true);
    one.discardAll();
    expect(one.list()).toEqual([]);
  });
});
