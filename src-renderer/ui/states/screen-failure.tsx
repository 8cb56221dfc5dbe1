import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { windowFailure } from '../../bridge/window-failure.ts';
import { ErrorState } from './error-state.tsx';

/** In place of a screen that could not be drawn: a bug. The rest of the window goes on. */
export function ScreenFailure(props: ErrorComponentProps): ReactNode {
  return <ErrorState error={windowFailure('render-failed')} onRetry={props.reset} />;
}
