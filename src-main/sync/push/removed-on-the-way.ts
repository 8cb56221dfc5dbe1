import type { Ending } from './outcome.ts';

/**
 * An ending that also says what is gone although the whole did not go through: access rules go before their subject, and do
 * not come back with it. Pure.
 */
export function mentioningRemoved(end: Ending, rules: number): Ending {
  if (rules === 0 || end.event === 'confirmed') return end;
  const words = ` ${rules === 1 ? '1 access rule was' : `${rules} access rules were`} removed already.`;
  const { conflict, error } = end.patch;
  return {
    ...end,
    patch: {
      ...end.patch,
      ...(conflict === null || conflict === undefined
        ? {}
        : { conflict: { ...conflict, message: conflict.message + words } }),
      ...(error === null || error === undefined
        ? {}
        : { error: { ...error, message: error.message + words } }),
    },
  };
}
