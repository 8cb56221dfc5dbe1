import { Button, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useBridge } from '../../../bridge/bridge-context.tsx';
import type { TenantlessReviewProps } from '../../../ui/slots.tsx';
import { DecideScreen } from '../decide/decide-screen.tsx';
import type { DecideSearch } from '../decide/decide-search.ts';
import { EvidenceCheck } from './evidence-check.tsx';
import { OpenPacketForm } from './open-packet-form.tsx';
import classes from '../reviews.module.css';

/** An opened part, decided and answered; leaving it takes it from memory. */
export function PacketDesk(props: { readonly packet: string; readonly onLeave: () => void }): ReactNode {
  const bridge = useBridge();
  const part = useMemo(() => ({ packet: props.packet }), [props.packet]);
  const [search, setSearch] = useState<DecideSearch>({});
  return (
    <DecideScreen
      part={part}
      search={search}
      leaveLabel="Close it"
      onSearch={(change) => setSearch((before) => ({ ...before, ...change }))}
      onLeave={() => {
        void bridge.call('reviews.closePacket', part);
        props.onLeave();
      }}
    />
  );
}

/** What a reviewer or an auditor can do without any tenant: open a part that was sent, check an evidence pack. */
export function TenantlessReview(props: TenantlessReviewProps): ReactNode {
  const [packet, setPacket] = useState<string | null>(null);
  if (packet !== null) return <PacketDesk packet={packet} onLeave={() => setPacket(null)} />;
  return (
    <div className={classes.tenantless}>
      <Group justify="space-between">
        <h1>Reviews without a tenant</h1>
        <Button variant="subtle" color="gray" onClick={props.onLeave}>
          Back
        </Button>
      </Group>
      <section aria-label="A part that was sent to me">
        <h2>A part that was sent to me</h2>
        <OpenPacketForm onOpened={setPacket} onKeep={props.onLeave} />
      </section>
      <section aria-label="An evidence pack">
        <h2>An evidence pack</h2>
        <EvidenceCheck />
      </section>
    </div>
  );
}
