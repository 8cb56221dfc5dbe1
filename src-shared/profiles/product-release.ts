import { z } from 'zod';

/** Which versions of the line 2.19 to 2.23 a tenant may be: its oldest and newest, as numbers such as 221. */
export const productReleaseSchema = z.object({ from: z.number().int(), to: z.number().int() });

/** See {@link productReleaseSchema}. */
export type ProductRelease = z.infer<typeof productReleaseSchema>;

/** All of the line. */
const whole: ProductRelease = { from: 219, to: 223 };

/** What came with a version, by resource types that the tenant knows (tenant-api §3.5). */
const since: Readonly<Record<string, number>> = {
  'storage-class-configuration': 220,
  'personal-apps': 220,
  'user-apps': 221,
  'security-settings': 222,
  'workload-properties': 222,
  registries: 223,
  'branding-settings': 223,
  'network-topologies': 223,
};

/** What a version was the last to have. */
const until: Readonly<Record<string, number>> = { 'personal-apps': 220, groups: 222 };

/**
 * Which versions of the line 2.19 to 2.23 fit what a tenant shows: whether it lists identity providers (2.21 and later), and
 * the resource types in what it says of the caller's rights. A type that is missing proves nothing, since nobody says that the
 * list is whole. What contradicts itself leaves the line as it is. Pure.
 */
export function releaseFrom(shown: {
  readonly identityProviders: boolean;
  readonly resourceTypes: readonly string[];
}): ProductRelease {
  const { identityProviders, resourceTypes } = shown;
  const froms = resourceTypes.flatMap((type) => since[type] ?? []);
  const tos = resourceTypes.flatMap((type) => until[type] ?? []);
  const from = Math.max(whole.from, identityProviders ? 221 : whole.from, ...froms);
  const to = Math.min(whole.to, identityProviders ? whole.to : 220, ...tos);
  return from <= to ? { from, to } : whole;
}

const text = (version: number): string => `${Math.floor(version / 100)}.${version % 100}`;

/** Words for people, e.g. `Run:ai 2.21 to 2.22`. */
export const releaseText = ({ from, to }: ProductRelease): string =>
  from === to ? `Run:ai ${text(from)}` : `Run:ai ${text(from)} to ${text(to)}`;
