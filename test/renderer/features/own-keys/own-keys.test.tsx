import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NotReceived } from '../../../../src-renderer/features/own-keys/key-dialog.tsx';
import { OwnKeyList } from '../../../../src-renderer/features/own-keys/own-keys.tsx';

const html = (node: React.ReactNode): string =>
  renderToStaticMarkup(<MantineProvider>{node}</MantineProvider>);
const key = { id: 'k1', name: 'lap\u202etop', clientId: 'c-1', createdAt: null, lastLogin: null };
const view = { keys: [key], whyNot: null, whyNoMore: null, findings: [] };
const still = { busy: false, error: null };
const nothing = async (): Promise<void> => {};

describe('own access keys', () => {
  const list = (more: Partial<typeof view> | object, reason: string | null = null): string =>
    html(<OwnKeyList view={{ ...view, ...more }} reason={reason} onAim={() => {}} />);

  it('are listed with what can be issued, and say why where it cannot', () => {
    expect(list({})).toContain('data-act="renew-key"');
    expect(list({})).toContain('acts with all your roles');
    expect(list({})).not.toContain('\u202e');
    expect(list({})).not.toContain('aria-disabled="true"');
    expect(list({ whyNoMore: 'You have 20.' })).toContain('You have 20.');
    expect(list({}, 'Go back to now first.').match(/aria-disabled="true"/g)).toHaveLength(2);
    const none = list({ keys: [], whyNot: 'Sign in yourself.' });
    expect(none).toContain('Sign in yourself.');
    expect(none).not.toContain('data-act');
  });

  it('I18: of a lost reply it is said that nobody has the secret; another one is one press away where there is a key', () => {
    const came = { outcome: 'not-received', key, credential: null, message: 'Nobody has it.' } as const;
    const lost = html(<NotReceived came={came} act={still} onRenew={nothing} onClose={() => {}} />);
    expect(lost).toContain('Nobody has it.');
    expect(lost).toContain('data-renew-key');
    const unmade = { ...came, outcome: 'not-made', key: null } as const;
    const gone = html(<NotReceived came={unmade} act={still} onRenew={nothing} onClose={() => {}} />);
    expect(gone).not.toContain('data-renew-key');
    expect(gone).toContain('make another one');
  });
});
