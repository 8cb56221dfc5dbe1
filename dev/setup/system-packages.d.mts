import type { SetupContext } from './context.mjs';

interface SystemNeed {
  readonly package: string;
  readonly why: string;
  readonly there: () => boolean;
}
export const systemNeeds: readonly SystemNeed[];
export const exportcryptNeeds: readonly SystemNeed[];
export const csvoutNeeds: readonly SystemNeed[];
export function isDebian(osRelease: string): boolean;
export function ensureSystemPackages(context: SetupContext, needs?: readonly SystemNeed[]): boolean;
