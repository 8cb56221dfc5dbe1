import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src-shared/rules/finding.ts';
import { FindingList } from '../../../../src-renderer/ui/findings/finding-list.tsx';

const findings: readonly Finding[] = [
  { rule: 'V14', severity: 'block', field: 'scopes', message: 'Choose where.' },
  { rule: 'V12', severity: 'warn', field: 'scopes', message: 'No project.' },
];
const severities = (quiet: boolean): readonly (string | undefined)[] =>
  [
    ...renderToStaticMarkup(createElement(FindingList, { findings, quiet })).matchAll(
      /data-severity="(\w+)"/g,
    ),
  ].map((match) => match[1]);

describe('finding list', () => {
  it('is loud once it is asked to be: what blocks is an error', () => {
    expect(severities(false)).toEqual(['block', 'warn']);
    expect(renderToStaticMarkup(createElement(FindingList, { findings }))).toContain('Not possible:');
  });

  it('only hints at what blocks while it is quiet, and still warns', () => {
    expect(severities(true)).toEqual(['hint', 'warn']);
    const shown = renderToStaticMarkup(createElement(FindingList, { findings, quiet: true }));
    expect(shown).toContain('Choose where.');
    expect(shown).not.toContain('Not possible:');
  });
});
