import { describe, expect, it } from 'vitest';
import { renderFields, renderTable } from '../../../src-main/cli/table.ts';
import { cut, pad, textWidth, visible, visibleJson } from '../../../src-main/cli/terminal-text.ts';
import { profileFolder } from '../../../src-main/cli/profile-folder.ts';

describe('renderTable', () => {
  const columns = [{ label: 'User' }, { label: 'Rules', right: true }];
  it('aligns by what is seen, wide characters too', () => {
    expect(
      renderTable(
        columns,
        [
          ['ada', '1'],
          ['日本', '12'],
        ],
        null,
      ),
    ).toBe('User  Rules\nada       1\n日本     12\n');
  });
  it('fits the terminal by cutting the widest column', () => {
    const text = renderTable(columns, [['a'.repeat(50), '1']], 20);
    expect(text.split('\n').every((line) => textWidth(line) <= 20)).toBe(true);
    expect(text).toContain(`${'a'.repeat(12)}…      1`);
  });
  it('does not fall over in a very narrow terminal', () => {
    expect(renderTable(columns, [['abcdefghij', '1']], 3)).toContain('abcde…');
  });
  it('prints fields below each other', () => {
    expect(
      renderFields([
        ['A', '1'],
        ['Long', ''],
      ]),
    ).toBe('A     1\nLong\n');
  });
});

describe('terminal text', () => {
  it('shows what cannot be seen', () => {
    expect(visible('a\u001b[2J\u200bb\nc')).toBe('a‹U+001B›[2J‹U+200B›b‹U+000A›c');
  });
  it('escapes it in JSON without changing the value', () => {
    const value = { name: 'a\u009b31m\u202e\u2028\u{e0001}é🔑' };
    const text = visibleJson(value);
    expect(text).not.toMatch(/[\u202e\u2028]/);
    expect(text).toContain('é🔑');
    expect(JSON.parse(text)).toEqual(value);
  });
  it('measures, cuts and fills', () => {
    expect(textWidth('é🔑')).toBe(3);
    expect(cut('日本語', 4)).toBe('日…');
    expect(pad('ab', 4, true)).toBe('  ab');
  });
});

describe('profileFolder', () => {
  it.each([
    ['linux', {}, '/home/ada/.config/rolebook'],
    ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/rolebook'],
    ['darwin', {}, '/home/ada/Library/Application Support/rolebook'],
  ] as const)('%s %j', (platform, env, expected) => {
    expect(profileFolder(null, env, platform, '/home/ada')).toBe(expected);
    expect(profileFolder('/elsewhere', env, platform, '/home/ada')).toBe('/elsewhere');
  });
});
