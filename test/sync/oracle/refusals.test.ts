import { expect, test } from 'vitest';
import { type Asked, createRefusals, type Refusals } from './refusals.ts';
import { createVerdict } from './violation.ts';

const request = (n: number, more: Partial<Asked> = {}): Asked => ({
  n,
  sender: 'app-1',
  life: 1,
  method: 'POST',
  origin: 'https://tenant.example.test',
  path: '/api/v1/authorization/access-rules',
  body: '{"subjectId":"ci-1a"}',
  ...more,
});
const named = { body: '{"subjectId":"ci"}' };

/** Whether what was done broke the rule. */
function broken(
  acts: (watch: Refusals, disk: { readonly book: { readonly rows: Map<string, { again: number }> } }) => void,
): boolean {
  const verdict = createVerdict(
    () => 0,
    () => {},
  );
  acts(createRefusals(verdict), { book: { rows: new Map([['c1', { again: 0 }]]) } });
  return verdict.violation?.invariant === 'I13';
}

test.each<[string, Parameters<typeof broken>[0], boolean]>([
  [
    'the same after 422',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 422, disk);
      watch.sent(request(2), 'c1', 'c1', disk);
    },
    true,
  ],
  [
    'the same after 503, which is not for good',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 503, disk);
      watch.sent(request(2), 'c1', 'c1', disk);
    },
    false,
  ],
  [
    'that a name is taken, of what lost its reply and was brought back since',
    (watch, disk) => {
      watch.stepped({ id: 'c1', state: 'unknown' }, 1);
      watch.refused(request(1), 'c1~2', 409, disk);
      watch.sent(request(2), 'c1~2', 'c1~2', disk);
    },
    false,
  ],
  [
    'that a name is taken, of what lost no reply and was brought back',
    (watch, disk) => {
      watch.refused(request(1), 'c1~2', 409, disk);
      watch.sent(request(2), 'c1~2', 'c1~2', disk);
    },
    true,
  ],
  [
    'the same for another change',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 422, disk);
      watch.sent(request(2), 'c2', 'c2', disk);
    },
    false,
  ],
  [
    'the same, which the user asked for again',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 422, disk);
      disk.book.rows.set('c1', { again: 1 });
      watch.sent(request(2), 'c1', 'c1', disk);
    },
    false,
  ],
  [
    'the same from the next start, which was told nothing',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 422, disk);
      watch.sent(request(2, { life: 2 }), 'c1', 'c1', disk);
    },
    false,
  ],
  [
    'the same from the next start, where it was written down',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 422, disk);
      watch.stepped({ id: 'c1', state: 'rejected' }, 1);
      watch.sent(request(2, { life: 2 }), 'c1', 'c1', disk);
    },
    true,
  ],
  [
    'the first name again after the second went without an answer (seed 28976)',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 422, disk);
      watch.sent(request(2, named), 'c1', 'c1/by-name', disk);
      watch.sent(request(3), 'c1', 'c1', disk);
    },
    false,
  ],
  [
    'the same after 409, where a reply was lost before',
    (watch, disk) => {
      watch.stepped({ id: 'c1', state: 'unknown' }, 1);
      watch.refused(request(1), 'c1', 409, disk);
      watch.sent(request(2), 'c1', 'c1', disk);
    },
    false,
  ],
  [
    'the same after 409, where a reply to another change was lost',
    (watch, disk) => {
      watch.stepped({ id: 'c2', state: 'unknown' }, 1);
      watch.refused(request(1), 'c1', 409, disk);
      watch.sent(request(2), 'c1', 'c1', disk);
    },
    true,
  ],
  [
    'the same after 422, where a reply was lost before',
    (watch, disk) => {
      watch.stepped({ id: 'c1', state: 'unknown' }, 1);
      watch.refused(request(1), 'c1', 422, disk);
      watch.sent(request(2), 'c1', 'c1', disk);
    },
    true,
  ],
  [
    'the second name again, which was refused as well',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 422, disk);
      watch.sent(request(2, named), 'c1', 'c1/by-name', disk);
      watch.refused(request(2, named), 'c1', 422, disk);
      watch.sent(request(3, named), 'c1', 'c1/by-name', disk);
    },
    true,
  ],
  [
    'the first name again after both were refused',
    (watch, disk) => {
      watch.refused(request(1), 'c1', 422, disk);
      watch.sent(request(2, named), 'c1', 'c1/by-name', disk);
      watch.refused(request(2, named), 'c1', 422, disk);
      watch.sent(request(3), 'c1', 'c1', disk);
    },
    true,
  ],
])('asked: %s', (_what, acts, wrong) => {
  expect(broken(acts)).toBe(wrong);
});
