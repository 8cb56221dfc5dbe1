import { describe, expect, it } from 'vitest';
import { coverageOf, namedIn, rulesIn } from '../../dev/rules-coverage/coverage.ts';

describe('namedIn', () => {
  it.each([
    ["it('keeps the last administrator (V20)', () => {", ['V20']],
    ["describe('V36 and V37: what adds nothing', () => {", ['V36', 'V37']],
    ["it('asks once more (V20–V22)', async () => {", ['V20', 'V21', 'V22']],
    ["  of('V08', 'other capitals', 'warn', () => checkGroupName('ml-team', [])),", ['V08']],
    ["  ['the whole tenant (V38)', [grant], ['V38 warn']],", ['V38']],
    ["acknowledged: ['V38'],", []],
    ["expect(problem).toBe('because of V38 it stops');", []],
    ["// it('V20 is tested elsewhere')", []],
    [" * 'V20 in a comment'", []],
  ])('%s', (line, named) => {
    expect(namedIn(line)).toEqual(named);
  });
});

it('spells ranges out and takes no other numbers', () => {
  expect(rulesIn('V07-V09, V2, V123, AV10')).toEqual(['V07', 'V08', 'V09']);
});

it('tells built, open and forgotten rules apart', () => {
  const { covered, untested, unlisted, stale, rules } = coverageOf(
    [{ path: 'src/a.ts', text: '/** V01, V02 */' }],
    [{ path: 'test/a.test.ts', text: "of(\n  'V01',\n  'an e-mail',\nit('stops it (V03)', () => {" }],
    Object.fromEntries(
      Array.from({ length: 55 }, (_, at) => [`V${String(at + 3).padStart(2, '0')}`, 'later']),
    ),
  );
  expect(covered).toEqual(['V01', 'V03']);
  expect(untested).toEqual(['V02']);
  expect(unlisted).toEqual([]);
  expect(stale).toEqual(['V03']);
  expect(rules[0]).toEqual({ id: 'V01', places: ['test/a.test.ts:2'], open: null });
  expect(coverageOf([], [], {}).unlisted).toHaveLength(57);
});
