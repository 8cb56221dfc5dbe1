import type { Tier } from '../../../src-shared/access/role-tier.ts';

/** The steps, strongest first, with what they stand for. */
export const tiers: readonly { readonly tier: Tier; readonly label: string; readonly meaning: string }[] = [
  {
    tier: 'administrator',
    label: 'Administrator',
    meaning: 'manages accounts, or gives access to people it can see',
  },
  { tier: 'manager', label: 'Manager', meaning: 'manages projects, departments or resources' },
  { tier: 'worker', label: 'Worker', meaning: 'creates or changes workloads and assets' },
  { tier: 'viewer', label: 'Viewer', meaning: 'looks, changes nothing' },
];

const labels = new Map<Tier, string>(tiers.map(({ tier, label }) => [tier, label]));

/** A tier in a word; empty where there is none. */
export function tierLabel(tier: Tier | null | undefined): string {
  return tier === null || tier === undefined ? '' : (labels.get(tier) ?? '');
}
