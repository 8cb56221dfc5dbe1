import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { TenantFeatures } from './tenant-client.ts';

/** Whether this version has no such facts at all, so that there is nothing to ask for. Pure. */
export function lacksKind(features: TenantFeatures, kind: FactKind): boolean {
  switch (kind) {
    case 'permission-sets':
      return !features.permissionSets;
    case 'identity-providers':
      return !features.identityProviders;
    default:
      return false;
  }
}
