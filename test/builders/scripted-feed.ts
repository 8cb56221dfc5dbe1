import type { ChangeFeed, TenantEvent } from '../../src-main/cloud/tenant-client.ts';

/** A feed that tells nobody what has changed, but for what a test puts here. */
export class ScriptedFeed implements ChangeFeed {
  told: TenantEvent[] = [];
  /** As the tenant sends them, deleted ones among them. */
  changedRules: unknown[] = [];

  users = async (): Promise<unknown[]> => [];
  rules = async (): Promise<unknown[]> => this.changedRules;
  events = async (): Promise<TenantEvent[]> => this.told;
}
