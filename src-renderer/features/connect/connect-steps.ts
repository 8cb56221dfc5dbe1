import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';

/** What connecting does, in order. */
export const connectSteps = [
  { id: 'reach', label: 'Reach the tenant' },
  { id: 'sign-in', label: 'Sign in' },
  { id: 'version', label: 'Find out the product version' },
  { id: 'rights', label: 'Read what you may do' },
] as const;

/** See {@link connectSteps}. */
export type ConnectStep = (typeof connectSteps)[number]['id'];

/** How one step stands after an attempt. */
export type StepState = 'done' | 'failed' | 'not-reached';

/** The step an attempt ended at, read from its error. */
export function failedStep(error: ErrorBody): ConnectStep {
  switch (error.kind) {
    case 'network':
    case 'not-a-tenant':
    case 'input':
      return 'reach';
    case 'auth':
    case 'keychain':
      return 'sign-in';
    case 'not-permitted':
      return 'rights';
    default:
      return error.status === null ? 'reach' : 'version';
  }
}

/** Every step's state after a failed attempt: those before it were done, those after it not tried. */
export function stepsAfter(error: ErrorBody): readonly StepState[] {
  const failed = connectSteps.findIndex((step) => step.id === failedStep(error));
  return connectSteps.map((_, step) => (step < failed ? 'done' : step === failed ? 'failed' : 'not-reached'));
}
