import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';

const NowContext = createContext(0);
const ClockContext = createContext<() => number>(() => 0);

/** How often ages on screen move on. */
const tick = 30_000;

/** Gives the present moment to everything below and moves it every half minute. `now` comes from the entry file. */
export function NowProvider(props: { now: () => number; children: ReactNode }): ReactNode {
  const { now, children } = props;
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setMoment(now()), tick);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <ClockContext value={now}>
      <NowContext value={moment}>{children}</NowContext>
    </ClockContext>
  );
}

/** Milliseconds since 1970, up to half a minute old. */
export function useNow(): number {
  return useContext(NowContext);
}

/** The clock itself, for what is measured to the millisecond. */
export function useClock(): () => number {
  return useContext(ClockContext);
}
