// oxlint-disable typescript/no-unsafe-type-assertion -- fakes have only the members that are used
import type { BaseWindow, Dialog } from 'electron';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createOpenDialog,
  createOpenManyDialog,
  createSaveDialog,
  safeFileName,
} from '../../../src-main/app/dialogs.ts';
import { createLinkOpener, externalLinks } from '../../../src-main/app/external-links.ts';
import type { ExternalLink } from '../../../src-main/app/external-links.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

describe('a suggested file name', () => {
  it.each([
    ['new-users.csv.age', 'new-users.csv.age'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\b.csv', 'b.csv'],
    ['/etc/cron.d/x', 'x'],
    ['.bashrc', 'bashrc'],
    ['a\u0000b\n.csv', 'ab.csv'],
    ['..', 'rolebook-export'],
    ['', 'rolebook-export'],
    ['   ', 'rolebook-export'],
  ])('%j becomes %s', (suggested, name) => expect(safeFileName(suggested)).toBe(name));

  it('is always one plain name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = safeFileName(text);

        return name.length > 0 && name.length <= 120 && !/[/\\\p{Cc}]/u.test(name) && !name.startsWith('.');
      }),
    );
  });
});

describe('the save dialog', () => {
  const ask = (answer: { canceled: boolean; filePath: string }, parent?: BaseWindow) => {
    const calls: unknown[][] = [];
    const showSaveDialog = async (...args: unknown[]) => {
      calls.push(args);
      return answer;
    };
    const dialog = { showSaveDialog } as unknown as Pick<Dialog, 'showSaveDialog'>;
    const askPath = createSaveDialog({
      dialog,
      startFolder: () => '/home/a/Documents',
      parent: () => parent,
    });
    const question = {
      suggestedName: '../x.csv',
      title: 'Export',
      buttonLabel: 'Export',
      filters: [{ name: 'CSV', extensions: ['csv'] }],
    };
    return { calls, path: askPath(question) };
  };

  it('gives the chosen path', async () => {
    const { calls, path } = ask({ canceled: false, filePath: '/home/a/x.csv' });
    expect(await path).toBe('/home/a/x.csv');
    expect(calls[0]?.[0]).toMatchObject({ defaultPath: '/home/a/Documents/x.csv', title: 'Export' });
  });
  it('gives null when it was cancelled, or ended without a path', async () => {
    expect(await ask({ canceled: true, filePath: '/home/a/x.csv' }).path).toBeNull();
    expect(await ask({ canceled: false, filePath: '' }).path).toBeNull();
  });
  it('hangs on the window in front', async () => {
    const window = { id: 1 } as BaseWindow;
    const { calls, path } = ask({ canceled: false, filePath: '/x' }, window);
    await path;
    expect(calls[0]?.[0]).toBe(window);
  });
});

describe('the open dialog', () => {
  const ask = async (answer: { canceled: boolean; filePaths: string[] }) => {
    const calls: unknown[][] = [];
    const showOpenDialog = async (...args: unknown[]) => {
      calls.push(args);
      return answer;
    };
    const dialog = { showOpenDialog } as unknown as Pick<Dialog, 'showOpenDialog'>;
    const deps = { dialog, startFolder: () => '/home/a', parent: () => undefined };
    const question = { title: 'Import', buttonLabel: 'Import', filters: [] };
    const path = await createOpenDialog(deps)(question);
    const paths = await createOpenManyDialog(deps)(question);
    return { path, paths, options: calls[0]?.[0], optionsOfMany: calls[1]?.[0] };
  };

  it('gives one file, or null when it was cancelled', async () => {
    const chosen = await ask({ canceled: false, filePaths: ['/home/a/plan.json'] });
    expect(chosen.path).toBe('/home/a/plan.json');
    expect(chosen.options).toMatchObject({ defaultPath: '/home/a', properties: ['openFile'] });
    expect((await ask({ canceled: true, filePaths: ['/x'] })).path).toBeNull();
    expect((await ask({ canceled: false, filePaths: [] })).path).toBeNull();
  });

  it('gives several where several are asked for, or null', async () => {
    const chosen = await ask({ canceled: false, filePaths: ['/a', '/b'] });
    expect(chosen.paths).toEqual(['/a', '/b']);
    expect(chosen.optionsOfMany).toMatchObject({ properties: ['openFile', 'multiSelections'] });
    expect((await ask({ canceled: true, filePaths: ['/x'] })).paths).toBeNull();
    expect((await ask({ canceled: false, filePaths: [] })).paths).toBeNull();
  });
});

describe('links to the outside', () => {
  const opened: string[] = [];
  const open = createLinkOpener({ openExternal: async (url) => void opened.push(url) });

  it('are all https', () => {
    for (const address of Object.values(externalLinks)) expect(new URL(address).protocol).toBe('https:');
  });
  it('open by name', async () => {
    await open('age-format');
    expect(opened.splice(0)).toEqual([externalLinks['age-format']]);
  });
  it.each([
    'file:///etc/passwd',
    'smb://server/share',
    'ms-msdt:/id',
    'search-ms:query=x',
    'vscode://file/x',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://example.com/',
    'http://example.com/',
    'mailto:a@example.com',
    'tel:1',
    'ssh://host',
    'telnet://host',
    'ldap://host',
    'jar:file:///x',
    'steam://run/1',
    'zoommtg://x',
    'ms-excel:ofe|u|x',
    'constructor',
    '__proto__',
  ])('%s is not one of them', async (link) => {
    await expect(open(link as ExternalLink)).rejects.toThrow(RolebookError);
    expect(opened).toEqual([]);
  });
  it('say so when there is no browser', async () => {
    const broken = createLinkOpener({ openExternal: () => Promise.reject(new Error('no handler')) });
    await expect(broken('age-format')).rejects.toMatchObject({ body: { reason: 'no-browser' } });
  });
});
