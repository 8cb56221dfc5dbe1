import { isDeepStrictEqual } from 'node:util';

/** What somebody does, how it was seen to have happened. */
export interface Flow {
  readonly name: string;
  readonly evidence: string | null;
  readonly failure: string | null;
}

/** Runs flows and keeps what came of them. */
export interface FlowBook {
  readonly flows: readonly Flow[];
  /** Runs one; `work` answers what shows that it really happened, or throws. The others go on without it. */
  run(name: string, work: () => Promise<string>): Promise<void>;
}

/** Opens an empty book. `say` gets a line for each flow. */
export function openFlowBook(say: (line: string) => void): FlowBook {
  const flows: Flow[] = [];
  return {
    flows,
    async run(name, work) {
      const number = String(flows.length + 1).padStart(2);
      try {
        const evidence = await work();
        flows.push({ name, evidence, failure: null });
        say(`${number} ${name}: ${evidence}`);
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        flows.push({ name, evidence: null, failure });
        say(`${number} ${name}: DID NOT HAPPEN: ${failure}`);
      }
    },
  };
}

/** Throws when something is not as a flow says it is. */
export function must(fact: boolean, words: string): void {
  if (!fact) throw new Error(words);
}

/** Throws unless both are the same. */
export function same(got: unknown, wanted: unknown, words: string): void {
  must(isDeepStrictEqual(got, wanted), `${words}: ${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
}

/** Waits until something is so; gives up after a while. */
export async function until(what: string, check: () => Promise<boolean>, patienceMs = 60_000): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await check())) {
    must(performance.now() < end, `${what} never happened`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
