import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFilter, parseFilter, parseSort } from '../../../src-shared/views/filter-text.ts';
import { type ViewFilter, viewFilterSchema } from '../../../src-shared/views/view-query.ts';

describe('parseFilter', () => {
  it.each([
    ['type=local', 'type', 'is', ['local']],
    ['type!=sso', 'type', 'is-not', ['sso']],
    ['roles=Viewer|L1 researcher', 'roles', 'is', ['Viewer', 'L1 researcher']],
    ['roles=a\\|b|c\\\\', 'roles', 'is', ['a|b', 'c\\']],
    ['email~@example.com', 'email', 'contains', ['@example.com']],
    ['email~a=b', 'email', 'contains', ['a=b']],
    ['Last login<2026-01-31', 'lastLogin', 'before', ['2026-01-31']],
    ['lastLogin>2026-01-31T12:00:00Z', 'lastLogin', 'after', ['2026-01-31T12:00:00Z']],
    ['lastLogin:older-than=090', 'lastLogin', 'older-than-days', ['90']],
    ['LASTLOGIN=', 'lastLogin', 'empty', []],
    ['groups!=', 'groups', 'not-empty', []],
    ['name= padded ', 'name', 'is', [' padded ']],
    ['name=a\nb', 'name', 'is', ['a\nb']],
  ])('%j', (text, column, op, values) => {
    const understood = parseFilter('users', text);
    expect(understood).toEqual({ ok: true, value: { column, op, values } });
    if (understood.ok) expect(viewFilterSchema.parse(understood.value)).toEqual(understood.value);
  });

  it.each([
    ['nonsense', 'is not a filter'],
    ['=x', 'is not a filter'],
    ['colour=red', 'There is no column “colour”'],
    ['email~', 'Say what'],
    ['email<2026-01-01', 'is not a time'],
    ['lastLogin<yesterday', 'is not a date'],
    ['lastLogin<2026-13-45', 'is not a date'],
    ['lastLogin:older-than=-1', 'is not a number of days'],
    ['email:older-than=3', 'is not a time'],
  ])('%j is refused: %s', (text, problem) => {
    const understood = parseFilter('users', text);
    expect(understood.ok).toBe(false);
    if (!understood.ok) expect(understood.problem).toContain(problem);
  });

  it('reads back what formatFilter wrote', () => {
    const values = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
    const filters = fc.oneof(
      fc.record({
        column: fc.constantFrom('email', 'type', 'roles'),
        op: fc.constantFrom('is', 'is-not', 'contains'),
        values,
      }),
      fc.record({
        column: fc.constant('lastLogin'),
        op: fc.constantFrom('before', 'after'),
        values: fc.constant(['2026-01-31']),
      }),
      fc.record({
        column: fc.constant('lastLogin'),
        op: fc.constant('older-than-days'),
        values: fc.nat(99_999).map((days) => [String(days)]),
      }),
      fc.record({
        column: fc.constant('name'),
        op: fc.constantFrom('empty', 'not-empty'),
        values: fc.constant([]),
      }),
    );
    fc.assert(
      fc.property(filters, (filter) => {
        const same = viewFilterSchema.parse(filter) satisfies ViewFilter;
        expect(parseFilter('users', formatFilter(same))).toEqual({ ok: true, value: same });
      }),
    );
  });
});

describe('parseSort', () => {
  it.each([
    ['email', { column: 'email', direction: 'asc' }],
    ['Last login:desc', { column: 'lastLogin', direction: 'desc' }],
  ])('%j', (text, value) => {
    expect(parseSort('users', text)).toEqual({ ok: true, value });
  });
  it.each(['roles', 'nothing', 'email:up', 'email:asc:desc', ''])('refuses %j', (text) => {
    expect(parseSort('users', text).ok).toBe(false);
  });
});
