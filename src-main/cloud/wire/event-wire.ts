import { z } from 'zod';

/** An entry of the event history, as far as we read it. */
const eventWireSchema = z.object({
  id: z.string().nullish(),
  timestamp: z.string(),
  action: z.string(),
  subject: z.string().nullish(),
  entity_type: z.string().nullish(),
  entity_id: z.string().nullish(),
  entity_name: z.string().nullish(),
});

/** A page of the event history: the list has one of two names (tenant-api §3.10). */
export const eventPageSchema = z.object({
  audit_logs: z.array(eventWireSchema).nullish(),
  logs: z.array(eventWireSchema).nullish(),
});
