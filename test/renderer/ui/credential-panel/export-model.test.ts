import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialsCalls } from '../../../../src-shared/ipc/credentials-contract.ts';
import { credentialFormatSchema } from '../../../../src-shared/domain/credential.ts';
import { sealFacts } from '../../../../src-shared/domain/hand-over-files.ts';
import type { SealKind } from '../../../../src-shared/domain/seal.ts';
import {
  columnFields,
  emptyExport,
  exportProblem,
  exportReducer,
  peopleOf,
  recipientsOf,
  toEachInput,
  toExportInput,
  type ExportAction,
  type ExportDraft,
} from '../../../../src-renderer/ui/credential-panel/export-model.ts';

const run = (...actions: readonly ExportAction[]): ExportDraft =>
  actions.reduce(exportReducer, emptyExport());
const phrase = 'correct-horse-battery-staple';
const armoured = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY BLOCK-----';
const isSealKind = (kind: string): kind is SealKind => kind in sealFacts;

const anyAction: fc.Arbitrary<ExportAction> = fc.oneof(
  fc.record({
    type: fc.constant('set-format' as const),
    format: fc.constantFrom(...credentialFormatSchema.options),
  }),
  fc.record({
    type: fc.constant('set-seal' as const),
    seal: fc.constantFrom(...Object.keys(sealFacts).filter(isSealKind)),
  }),
  fc.record({
    type: fc.constant('set-passphrase' as const),
    passphrase: fc.constantFrom('suggested' as const, 'own' as const),
  }),
  fc.record({ type: fc.constant('set-each' as const), each: fc.boolean() }),
  fc.record({
    type: fc.constant('set-person-keys' as const),
    person: fc.constantFrom('ann@t', 'ben@t'),
    text: fc.constantFrom('', 'age1qqq', armoured),
  }),
  fc.record({
    type: fc.constant('judge-person-keys' as const),
    person: fc.constantFrom('ann@t', 'ben@t'),
    text: fc.constantFrom('age1qqq', armoured),
    good: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('set-keys' as const),
    text: fc.constantFrom('', 'age1qqq age1www', armoured),
  }),
  fc.record({
    type: fc.constant('set-header' as const),
    field: fc.constantFrom(...columnFields),
    header: fc.constantFrom(null, '', 'user', 'pass', '=1'),
  }),
  fc.record({
    type: fc.constant('suggest' as const),
    passphrase: fc.constantFrom(phrase, 'apple-bird-cedar-dune'),
  }),
  fc.record({
    type: fc.constant('set-own' as const),
    text: fc.oneof(fc.constant(phrase), fc.string({ maxLength: 30 })),
  }),
  fc.record({
    type: fc.constant('set-own-again' as const),
    text: fc.oneof(fc.constant(phrase), fc.string({ maxLength: 30 })),
  }),
  fc.record({ type: fc.constant('understand-plain' as const), understood: fc.boolean() }),
  fc.record({ type: fc.constant('confirm-plain' as const), confirmed: fc.boolean() }),
);

const people = [
  { key: 'ann@t', account: 'ann', ids: ['a'] },
  { key: 'ben@t', account: 'ben', ids: ['b'] },
];

describe('export of credentials', () => {
  it('is sealed without choosing anything', () => {
    expect(toExportInput(run({ type: 'suggest', passphrase: phrase }), ['a'])).toEqual({
      ids: ['a'],
      format: 'bitwarden-csv',
      seal: { kind: 'age-passphrase', passphrase: phrase },
    });
  });

  it.each<[string, readonly ExportAction[]]>([
    ['the suggestion has not come', []],
    [
      'the own passphrase is short',
      [
        { type: 'set-passphrase', passphrase: 'own' },
        { type: 'set-own', text: 'short' },
        { type: 'set-own-again', text: 'short' },
      ],
    ],
    [
      'the two differ',
      [
        { type: 'set-passphrase', passphrase: 'own' },
        { type: 'set-own', text: phrase },
      ],
    ],
    [
      'only one of the two confirmations is given',
      [
        { type: 'set-seal', seal: 'plain' },
        { type: 'understand-plain', understood: true },
      ],
    ],
    [
      'the second confirmation comes without the first',
      [
        { type: 'set-seal', seal: 'plain' },
        { type: 'confirm-plain', confirmed: true },
      ],
    ],
  ])('waits while %s', (_, actions) => {
    const draft = run(...actions);
    expect(exportProblem(draft)).not.toBeNull();
    expect(toExportInput(draft, ['a'])).toBeNull();
  });

  it('asks for both confirmations again after another choice was looked at', () => {
    const draft = run(
      { type: 'set-seal', seal: 'plain' },
      { type: 'understand-plain', understood: true },
      { type: 'confirm-plain', confirmed: true },
      { type: 'set-seal', seal: 'age-passphrase' },
      { type: 'set-seal', seal: 'plain' },
    );
    expect(toExportInput(draft, ['a'])).toBeNull();
  });

  it('seals each file to the keys of its person, once all of them were found good', () => {
    const chosen = run({ type: 'set-seal', seal: 'age-recipients' }, { type: 'set-each', each: true });
    const keyed = (...texts: readonly string[]): ExportDraft =>
      texts.reduce(
        (draft, text, at) =>
          exportReducer(draft, { type: 'set-person-keys', person: people[at]?.key ?? '', text }),
        chosen,
      );
    const judged = (draft: ExportDraft, at: number, text: string, good = true): ExportDraft =>
      exportReducer(draft, { type: 'judge-person-keys', person: people[at]?.key ?? '', text, good });
    expect(exportProblem(chosen, people)).toBe('Good keys of 2 people are missing, ann first.');
    const one = judged(keyed('age1ann', 'age1ben'), 0, 'age1ann');
    expect(exportProblem(one, people)).toBe('A good key of ben is missing.');
    expect(toEachInput(one, people, [])).toBeNull();
    // What was said of an earlier text, or against the key, does not count.
    expect(exportProblem(judged(one, 1, 'age1older'), people)).not.toBeNull();
    expect(exportProblem(judged(one, 1, 'age1ben', false), people)).not.toBeNull();
    const both = judged(one, 1, 'age1ben');
    expect(exportProblem(both, people)).toBeNull();
    expect(toEachInput(both, people, [])?.files).toEqual([
      { ids: ['a'], seal: { kind: 'age-recipients', recipients: ['age1ann'] } },
      { ids: ['b'], seal: { kind: 'age-recipients', recipients: ['age1ben'] } },
    ]);
    const changed = exportReducer(both, {
      type: 'set-person-keys',
      person: people[1]?.key ?? '',
      text: 'age1ben2',
    });
    expect(exportProblem(changed, people)).not.toBeNull();
    expect(exportReducer(both, { type: 'set-seal', seal: 'openpgp-recipients' }).personKeys).toEqual({});
  });

  it('never sends an unsealed export without both confirmations, and only what the border takes', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 25 }), (actions) => {
        const draft = run(...actions);
        const each = toEachInput(draft, people, [phrase, `${phrase}-2`]);
        if (each !== null) {
          expect(credentialsCalls['credentials.exportEach'].input.safeParse(each).success).toBe(true);
        }
        const input = toExportInput(draft, ['a']);
        if (input === null) return;
        expect(credentialsCalls['credentials.export'].input.safeParse(input).success).toBe(true);
        if (input.seal.kind === 'plain') {
          expect(draft.seal === 'plain' && draft.plainUnderstood && draft.plainConfirmed).toBe(true);
        }
      }),
    );
  });

  it('keeps a seal that goes with another format, and takes that format’s first where it does not', () => {
    const zip = run({ type: 'set-seal', seal: 'zip-passphrase' });
    expect(exportReducer(zip, { type: 'set-format', format: 'chrome-csv' }).seal).toBe('zip-passphrase');
    expect(exportReducer(zip, { type: 'set-format', format: 'kdbx' }).seal).toBe('own-passphrase');
    const plain = run({ type: 'set-seal', seal: 'plain' });
    // Sealed is the default of each format, whatever the last one was left at.
    expect(exportReducer(plain, { type: 'set-format', format: 'json' }).seal).toBe('age-passphrase');
    expect(run({ type: 'set-format', format: 'kdbx' }, { type: 'set-seal', seal: 'plain' }).seal).toBe(
      'own-passphrase',
    );
  });

  it('finds keys in what was pasted, and forgets those of another kind', () => {
    const age = run(
      { type: 'set-seal', seal: 'age-recipients' },
      { type: 'set-keys', text: ' age1qqq\n\nage1www ' },
    );
    expect(recipientsOf(age)).toEqual(['age1qqq', 'age1www']);
    const openPgp = exportReducer(age, { type: 'set-seal', seal: 'openpgp-recipients' });
    expect(recipientsOf(openPgp)).toEqual([]);
    const two = exportReducer(openPgp, { type: 'set-keys', text: `hello ${armoured}\n${armoured} bye` });
    expect(recipientsOf(two)).toEqual([armoured, armoured]);
  });

  it('writes a file a person with a passphrase each, credentials of one account together', () => {
    const tenantUrl = 'https://t.example.com';
    const people = peopleOf([
      { id: '1', account: 'anna@example.com', tenantUrl },
      { id: '2', account: 'ben@example.com', tenantUrl },
      { id: '3', account: 'anna@example.com', tenantUrl },
      { id: '4', account: 'anna@example.com', tenantUrl: 'https://other.example.com' },
    ]);
    expect(people.map(({ ids }) => ids)).toEqual([['1', '3'], ['2'], ['4']]);
    const draft = run({ type: 'set-format', format: 'kdbx' }, { type: 'set-each', each: true });
    expect(toEachInput(draft, people, ['one', 'two', 'three'])).toMatchObject({
      format: 'kdbx',
      files: [
        { ids: ['1', '3'], seal: { kind: 'own-passphrase', passphrase: 'one' } },
        { ids: ['2'], seal: { kind: 'own-passphrase', passphrase: 'two' } },
        { ids: ['4'], seal: { kind: 'own-passphrase', passphrase: 'three' } },
      ],
    });
    expect(toEachInput(draft, people, ['one'])).toBeNull();
    const each = run({ type: 'set-each', each: true });
    expect(exportReducer(each, { type: 'set-seal', seal: 'age-recipients' }).each).toBe(true);
    expect(exportReducer(each, { type: 'set-seal', seal: 'plain' }).each).toBe(false);
  });

  it('names what is wrong with the columns of a generic file', () => {
    const ready = [
      { type: 'set-format', format: 'csv' },
      { type: 'suggest', passphrase: phrase },
    ] as const;
    expect(exportProblem(run(...ready))).toBeNull();
    expect(toExportInput(run(...ready), ['a'])?.columns?.map(({ header }) => header)).toEqual([
      'title',
      'username',
      'password',
      'url',
      'notes',
      'issued',
    ]);
    const header = (text: string | null) => run(...ready, { type: 'set-header', field: 'url', header: text });
    expect(exportProblem(header(''))).toContain('empty');
    expect(exportProblem(header('=url'))).toContain('formula');
    expect(exportProblem(header('username'))).toContain('same header');
    expect(exportProblem(header(null))).toBeNull();
  });
});
