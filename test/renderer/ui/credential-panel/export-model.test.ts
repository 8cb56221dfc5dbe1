import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialsCalls } from '../../../../src-shared/ipc/credentials-contract.ts';
import {
  emptyExport,
  exportProblem,
  exportReducer,
  formatWords,
  toExportInput,
  type ExportAction,
  type ExportDraft,
} from '../../../../src-renderer/ui/credential-panel/export-model.ts';

const run = (...actions: readonly ExportAction[]): ExportDraft =>
  actions.reduce(exportReducer, emptyExport());
const phrase = 'correct-horse-battery-staple';

const anyAction: fc.Arbitrary<ExportAction> = fc.oneof(
  fc.record({
    type: fc.constant('set-format' as const),
    format: fc.constantFrom(...formatWords.map((one) => one.format)),
  }),
  fc.record({
    type: fc.constant('set-seal' as const),
    seal: fc.constantFrom('suggested' as const, 'own' as const, 'plain' as const),
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
        { type: 'set-seal', seal: 'own' },
        { type: 'set-own', text: 'short' },
        { type: 'set-own-again', text: 'short' },
      ],
    ],
    [
      'the two differ',
      [
        { type: 'set-seal', seal: 'own' },
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
      { type: 'set-seal', seal: 'suggested' },
      { type: 'set-seal', seal: 'plain' },
    );
    expect(toExportInput(draft, ['a'])).toBeNull();
  });

  it('never sends an unsealed export without both confirmations, and only what the border takes', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 25 }), (actions) => {
        const draft = run(...actions);
        const input = toExportInput(draft, ['a']);
        if (input === null) return;
        expect(credentialsCalls['credentials.export'].input.safeParse(input).success).toBe(true);
        if (input.seal.kind === 'plain') {
          expect(draft.seal === 'plain' && draft.plainUnderstood && draft.plainConfirmed).toBe(true);
        }
      }),
    );
  });
});
