import { knownUpgrades, upgradeDifferences } from '../../../src-shared/access/upgrade-differences.ts';
import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { UpgradeView } from '../../../src-shared/ipc/roles-contract.ts';
import type { Mirror } from '../../db/mirror.ts';
import { ruleSubjectWords } from '../rules/removal.ts';

const mostNames = 100;

/** The version from which a tenant of a line would be upgraded; newer ones look back at what they came through. */
const startOf = (line: ProductLine | null): string => (line === '2.13' ? '2.13' : '2.15');

const noWay = (from: string, to: string): RolebookError =>
  new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: 'upgrade-unknown',
    message: `What the upgrade from ${from} to ${to} changes is not known.`,
    hint: `Known: ${knownUpgrades.map((step) => `${step.from} to ${step.to}`).join(', ')}.`,
  });

/** Who holds a role by one of these names, by the rules of the mirror; not through groups. */
async function holdersOf(
  mirror: Pick<Mirror, 'roles' | 'rulesOfRole'>,
  names: readonly string[],
): Promise<string[]> {
  const folded = new Set(names.map((name) => name.toLowerCase()));
  const roles = (await mirror.roles()).filter(({ name }) => folded.has(name.toLowerCase()));
  const rules = await Promise.all(roles.map(({ id }) => mirror.rulesOfRole(id)));
  return [...new Set(rules.flat().map(ruleSubjectWords))].sort();
}

/** What an upgrade means for the roles of a tenant and those who hold them (V55). */
export async function upgradeView(
  mirror: Pick<Mirror, 'roles' | 'rulesOfRole'>,
  line: ProductLine | null,
  input: ParsedInput<'roles.upgrade'>,
): Promise<UpgradeView> {
  const from = input.from ?? startOf(line);
  const to = input.to ?? knownUpgrades.findLast((step) => step.from === from)?.to ?? from;
  const differences = upgradeDifferences(from, to);
  if (differences === null) throw noWay(from, to);
  const entries: UpgradeView['entries'] = [];
  for (const { role, names, becomes, gains, losses, notes } of differences) {
    const holders = await holdersOf(mirror, names);
    entries.push({
      role,
      becomes,
      gains: [...gains],
      losses: [...losses],
      notes: [...notes],
      holders: { total: holders.length, names: holders.slice(0, mostNames) },
    });
  }
  return { from, to, entries, known: [...knownUpgrades] };
}
