import { ActionIcon } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/**
 * Prints what is marked with `data-print-sheet` on this screen and nothing around it (theme/print.css). The dialog is the
 * system's.
 */
export function PrintButton(): ReactNode {
  return (
    <ActionIcon
      aria-label="Print"
      title="Print"
      data-act="print"
      data-no-print
      onClick={() => window.print()}
    >
      <IconPrinter size={16} />
    </ActionIcon>
  );
}
