import { expect, test } from 'vitest';
import {
  needOfText,
  questionOf,
  readAccessSearch,
  subjectOfText,
  subjectText,
} from '../../../../src-renderer/features/access-explorer/access-search.ts';
import { accessLinkOf } from '../../../../src-renderer/ui/record-drawer/access-link.ts';

test('an address is read with care', () => {
  expect(
    readAccessSearch({
      tab: 'who',
      s: 'user:ana@example.com',
      at: 'project:4',
      need: 'delete project',
      as: 'tenant',
      other: 'x',
    }),
  ).toEqual({ tab: 'who', s: 'user:ana@example.com', at: 'project:4', need: 'delete project', as: 'tenant' });
  expect(readAccessSearch({ tab: 'what-if', if: 'take|7', pending: 'given', b: 'group:g' })).toEqual({
    tab: 'what-if',
    if: ['take|7'],
    pending: 'given',
    b: 'group:g',
  });
  expect(readAccessSearch({ tab: 'can', s: 'nobody', at: 'planet:1', need: 'sync jobs', as: 'x' })).toEqual(
    {},
  );
});

test('subjects and needs survive the way through an address', () => {
  expect(subjectOfText(subjectText({ type: 'group', id: 'a:b c' }))).toEqual({ type: 'group', id: 'a:b c' });
  expect(subjectOfText('user:')).toBeNull();
  expect(needOfText('read access_rules')).toEqual({ action: 'read', resourceType: 'access_rules' });
  expect(questionOf({ s: 'user:a', at: 'cluster:c' })).toEqual({
    subject: { type: 'user', id: 'a' },
    other: null,
    scope: { type: 'cluster', id: 'c' },
    need: null,
    as: 'with-changes',
  });
});

test.each([
  ['users', { s: 'user:ana' }],
  ['groups', { s: 'group:ana' }],
  ['service-accounts', { s: 'service-account:ana' }],
  ['projects', { tab: 'who', at: 'project:7' }],
  ['roles', { tab: 'who' }],
] as const)('a record of %s leads to a question that the page understands', (view, search) => {
  const link = accessLinkOf({ view, id: '7', title: 'ana' });
  expect(link?.search).toEqual(search);
  expect(readAccessSearch(link?.search ?? {})).toEqual(search);
});

test('a rule leads nowhere', () => {
  expect(accessLinkOf({ view: 'access-rules', id: '7', title: 'x' })).toBeNull();
});
