import { describe, expect, it } from 'vitest';
import { mayProceed, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { emailLikeness, mailboxKey } from '../../../src-shared/rules/email-key.ts';
import { createScopeIndex } from '../../../src-shared/access/scope-index.ts';
import { checkGrants } from '../../../src-shared/rules/grant-rules.ts';
import { findingKey, findingSchema } from '../../../src-shared/rules/finding.ts';
import { smallScopeTree } from '../../builders/scope-tree.ts';
import { oddCharacters } from '../../../src-shared/rules/odd-characters.ts';
import { ruleCases } from './rule-cases.ts';

describe('validation rules', () => {
  it.each(ruleCases.map((one) => [one.rule, one.about, one] as const))('%s: %s', (_rule, _about, one) => {
    const findings = one.findings();
    for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding);
    const own = findings.filter((finding) => finding.rule === one.rule);
    if (one.expected === null) expect(own).toEqual([]);
    else expect(own.map((finding) => finding.severity)).toContain(one.expected);
  });

  it('covers these rules, each with a passing and a failing case', () => {
    const silent = new Set(ruleCases.filter((one) => one.expected === null).map((one) => one.rule));
    const told = new Set(ruleCases.filter((one) => one.expected !== null).map((one) => one.rule));
    expect([...told].toSorted()).toEqual([...silent].toSorted());
    expect([...told].toSorted()).toEqual(
      'V01 V02 V03 V04 V05 V06 V07 V08 V09 V10 V12 V14 V20 V21 V22 V23 V24 V25 V26 V27 V28 V29 V32 V36 V37 V38 V43 V44 V45 V54'.split(
        ' ',
      ),
    );
  });

  it('answers fast enough to run on every key', () => {
    const started = performance.now();
    for (let turn = 0; turn < 20; turn += 1) for (const one of ruleCases) one.findings();
    expect((performance.now() - started) / (20 * ruleCases.length)).toBeLessThan(1);
  });
});

describe('mailboxKey', () => {
  it.each([
    ['ada+one@example.com', 'ada@example.com'],
    ['A.D.A@Example.COM', 'ada@example.com'],
    ['ada@googlemail.com', 'ada@gmail.com'],
    ['+tag@example.com', '+tag@example.com'],
    ['no-at-sign', 'no-at-sign'],
  ])('%s → %s', (email, expected) => {
    expect(mailboxKey(email)).toBe(expected);
  });

  it('tells same from similar from different', () => {
    expect(emailLikeness('Ada@example.com', 'ada@example.com')).toBe('same');
    expect(emailLikeness('ada+x@example.com', 'ada@example.com')).toBe('similar');
    expect(emailLikeness('ada@example.org', 'ada@example.com')).toBe('different');
  });
});

describe('oddCharacters', () => {
  it('names the character, its place and what it pretends to be', () => {
    expect(oddCharacters('p\u0430y\u200Bé')).toEqual([
      { position: 2, codePoint: 'U+0430', kind: 'confusable', shown: 'а', looksLike: 'a' },
      { position: 4, codePoint: 'U+200B', kind: 'invisible', shown: 'zero-width space', looksLike: null },
      { position: 5, codePoint: 'U+00E9', kind: 'non-ascii', shown: 'é', looksLike: null },
    ]);
    expect(oddCharacters('ada.l_%+-@example.com')).toEqual([]);
  });
});

describe('acknowledgement', () => {
  const warn = { rule: 'V12', severity: 'warn', field: 'scopes', message: 'x' } as const;
  const block = { rule: 'V14', severity: 'block', field: 'scopes', message: 'x' } as const;
  it('lets accepted warnings pass and blocks never', () => {
    expect(mayProceed([warn], [])).toBe(false);
    expect(mayProceed([warn], ['V12'])).toBe(true);
    expect(mayProceed([warn, block], ['V12', 'V14'])).toBe(false);
    expect(unacknowledged([warn, block], [])).toEqual([warn]);
  });

  it('accepts one warning by its key, and all of a rule by the bare rule', () => {
    const other = { ...warn, about: '7' };
    expect([findingKey(warn), findingKey(other)]).toEqual(['V12', 'V12:7']);
    expect(unacknowledged([warn, other], ['V12:7'])).toEqual([warn]);
    expect(unacknowledged([warn, other], ['V12:8'])).toEqual([warn, other]);
    expect(unacknowledged([warn, other], ['V12'])).toEqual([]);
  });

  it('tells wide grants of two roles apart, each by its role and scope', () => {
    const tenant = { type: 'tenant', id: '7' } as const;
    const found = checkGrants(
      [
        { roleId: 1, scopes: [tenant] },
        { roleId: 5, scopes: [tenant] },
      ],
      {
        subjectType: 'user',
        roleNames: new Map([
          [1, 'System administrator'],
          [5, 'Viewer'],
        ]),
        scopes: createScopeIndex(smallScopeTree),
        held: [],
      },
    );
    expect(found.map(findingKey)).toEqual(['V38:1:tenant:7', 'V38:5:tenant:7']);
    expect(unacknowledged(found, ['V38:5:tenant:7']).map(findingKey)).toEqual(['V38:1:tenant:7']);
  });

  it.each([
    [7, ['V45:7']],
    [8, []],
  ])('tells of what is given of a role that is off that it is dormant (V45, role %i)', (roleId, keys) => {
    const context = {
      subjectType: 'user' as const,
      roleNames: new Map([
        [7, 'Night desk'],
        [8, 'Viewer'],
      ]),
      rolesOff: new Set([7]),
      scopes: createScopeIndex(smallScopeTree),
      held: [],
    };
    const found = checkGrants([{ roleId, scopes: [{ type: 'project', id: 'p-cats' }] }], context);
    expect(found.map(findingKey)).toEqual(keys);
    expect(found.every(({ severity }) => severity === 'info')).toBe(true);
  });

  it('keeps every key within what the border takes', () => {
    const long = { ...warn, about: 'a'.repeat(300) };
    expect(findingKey(long)).toHaveLength(200);
    expect(unacknowledged([long], [findingKey(long)])).toEqual([]);
  });
});
