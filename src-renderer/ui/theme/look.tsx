import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useLayoutEffect } from 'react';
import type { ReactNode } from 'react';
import type { Settings } from '../../../src-shared/ipc/settings-contract.ts';
import { theme } from './theme.ts';

export interface LookProps {
  /** What the user chose; `system` follows the desktop. */
  readonly wanted: Pick<Settings, 'theme' | 'contrast' | 'density'>;
  /** The nonce that lets Mantine's own `<style>` elements past the content security policy; null in development. */
  readonly styleNonce: string | null;
  readonly children: ReactNode;
}

/** Theme, contrast and density of everything inside. */
export function Look({ wanted, styleNonce, children }: LookProps): ReactNode {
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const systemContrast = useMediaQuery('(prefers-contrast: more)', false, { getInitialValueInEffect: false });
  const dark = wanted.theme === 'system' ? systemDark : wanted.theme === 'dark';
  const strong = wanted.contrast === 'high' || systemContrast;
  useLayoutEffect(() => {
    document.documentElement.dataset['contrast'] = strong ? 'high' : 'normal';
    document.documentElement.dataset['density'] = wanted.density;
  }, [strong, wanted.density]);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={dark ? 'dark' : 'light'}
      {...(styleNonce === null ? {} : { getStyleNonce: () => styleNonce })}
    >
      {children}
    </MantineProvider>
  );
}
