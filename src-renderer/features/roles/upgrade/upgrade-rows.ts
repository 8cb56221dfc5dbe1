import type { UpgradeEntry, UpgradeView } from '../../../../src-shared/ipc/roles-contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';

/** What an upgrade is to those who hold a role, the gravest first. */
const effects = ['loses', 'gains', 'changes'] as const;
type UpgradeEffect = (typeof effects)[number];

/** One role over an upgrade. */
export interface UpgradeRow extends UpgradeEntry {
  /** `loses`: something, whatever it gains beside. `changes`: nothing is gained or lost, only told. */
  readonly effect: UpgradeEffect;
  /** "Administrator becomes System administrator", "Editor", "Old role is no longer there". */
  readonly title: string;
}

const effectOf = ({ gains, losses }: UpgradeEntry): UpgradeEffect => {
  if (losses.length > 0) return 'loses';
  return gains.length > 0 ? 'gains' : 'changes';
};

function titleOf({ role, becomes }: UpgradeEntry): string {
  if (becomes === null) return `${role} is no longer there`;
  return becomes === role ? role : `${role} becomes ${becomes}`;
}

const order = (row: UpgradeRow): number =>
  (row.holders.total > 0 ? 0 : effects.length) + effects.indexOf(row.effect);

/** Roles that somebody holds first, and of those the ones that lose something; else as the answer has them. */
export function upgradeRows(view: UpgradeView): readonly UpgradeRow[] {
  return view.entries
    .map((entry): UpgradeRow => ({ ...entry, effect: effectOf(entry), title: titleOf(entry) }))
    .sort((one, other) => order(one) - order(other));
}

/** The answer in one sentence: how many of the roles somebody holds, and what becomes of those. */
export function upgradeSummary(view: UpgradeView): string {
  const rows = upgradeRows(view);
  if (rows.length === 0) return `Nothing is known to change for roles from ${view.from} to ${view.to}.`;
  const held = rows.filter(({ holders }) => holders.total > 0);
  if (held.length === 0) {
    return `${counted(rows.length, 'role')} ${rows.length === 1 ? 'changes' : 'change'}, and nobody here holds ${rows.length === 1 ? 'it' : 'any of them'}.`;
  }
  const parts = effects.flatMap((effect) => {
    const count = held.filter((row) => row.effect === effect).length;
    if (count === 0) return [];
    const words = {
      loses: ['loses something', 'lose something'],
      gains: ['only gains', 'only gain'],
      changes: ['changes otherwise', 'change otherwise'],
    }[effect];
    return [`${counted(count, 'role')} ${count === 1 ? words[0] : words[1]}`];
  });
  return `Of the roles that are held here ${parts.join(', ')}.`;
}

/** The ways that can be looked at, as choices; the way that is shown stands for itself until they are known. */
export function upgradeChoices(
  view: Pick<UpgradeView, 'known'> | null,
  shown: string,
): readonly { readonly value: string; readonly label: string }[] {
  const values = view === null ? [shown] : view.known.map(({ from, to }) => wayText(from, to));
  return values
    .filter((value) => value !== '')
    .map((value) => ({ value, label: value.replace(' ', ' to ') }));
}

/** A way between two versions as the value of a choice: "2.13 2.15". */
export const wayText = (from: string, to: string): string => `${from} ${to}`;
