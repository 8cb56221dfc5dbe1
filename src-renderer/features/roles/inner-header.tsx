import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PrintButton } from '../../ui/print/print-button.tsx';
import { PageHeader } from '../../ui/table-page/page-header.tsx';
import type { Freshness } from '../../ui/table-page/page-header.tsx';

/** The head of a screen behind the list of roles: what it is, and the way back. */
export function InnerHeader(props: {
  readonly title: string;
  readonly freshness?: Freshness;
  /** It has a sheet to be printed. */
  readonly printed?: boolean;
}): ReactNode {
  const { printed, ...head } = props;
  return (
    <PageHeader
      {...head}
      actions={
        <>
          {printed === true && <PrintButton />}
          <Button component={Link} to="/roles" variant="default">
            All roles
          </Button>
        </>
      }
    />
  );
}
