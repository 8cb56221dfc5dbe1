export const systemNeeds: readonly {
  readonly package: string;
  readonly why: string;
  readonly there: () => boolean;
}[];
export function isDebian(osRelease: string): boolean;
