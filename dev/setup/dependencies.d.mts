interface Lock {
  readonly packages?: Readonly<
    Record<
      string,
      { version?: string; integrity?: string; optional?: boolean; devOptional?: boolean; peer?: boolean }
    >
  >;
}
export function matchesLockfile(lock: Lock, installed: Lock): boolean;
