import type { SyncProgress } from '../../src-shared/domain/sync-state.ts';
import { countText } from '../../src-shared/words/count.ts';
import type { CliIo } from './cli-io.ts';
import { cut, visible } from './terminal-text.ts';

/** One line about a running pull. */
export function progressLine(progress: SyncProgress): string {
  const { rows, expectedRows, rowsPerSecond, secondsLeft, phase } = progress;
  const share =
    expectedRows === null || expectedRows === 0
      ? ''
      : ` ${Math.min(100, Math.floor((rows / expectedRows) * 100))} %`;
  const of = expectedRows === null ? '' : ` of ${countText(expectedRows)}`;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `${phase}${share}  ${countText(rows)}${of} rows, ${countText(Math.round(rowsPerSecond))}/s${left}`;
}

/** Progress on standard error: one line painted over on a terminal, else one line whenever a kind of fact is done. */
export function createProgress(io: CliIo): { show(progress: SyncProgress): void; end(): void } {
  let painted = false;
  const told = new Set<string>();
  return {
    show(progress) {
      if (io.errIsTerminal) {
        painted = true;
        io.err.write(`\r${cut(progressLine(progress), (io.width ?? 80) - 1)}\u001b[K`);
        return;
      }
      for (const fact of progress.facts) {
        const ended = fact.state === 'done' || fact.state === 'skipped' || fact.state === 'failed';
        if (!ended || told.has(fact.kind)) continue;
        told.add(fact.kind);
        io.err.write(
          `${fact.kind}: ${fact.state}, ${countText(fact.done)}${fact.note === null ? '' : ` (${fact.note})`}\n`,
        );
      }
    },
    end() {
      if (painted) io.err.write('\r\u001b[K');
    },
  };
}

/** Progress of steps, each with its outcome: one line painted over on a terminal, else a line for each. */
export function createSteps(
  io: CliIo,
  of: number,
): { done(what: string, outcome: string): void; end(): void } {
  let at = 0;
  return {
    done(what, outcome) {
      at += 1;
      const text = `${countText(at)} of ${countText(of)}  ${what}: ${outcome}`;
      if (io.errIsTerminal) io.err.write(`\r${cut(text, (io.width ?? 80) - 1)}\u001b[K`);
      else io.err.write(`${visible(text)}\n`);
    },
    end() {
      if (io.errIsTerminal && at > 0) io.err.write('\r\u001b[K');
    },
  };
}

/** Progress of sealing files: one line painted over on a terminal, else a line at every tenth part of them. */
export function createSealing(io: CliIo): { show(done: number, of: number): void; end(): void } {
  let painted = false;
  let told = 0;
  return {
    show(done, of) {
      const text = `Sealed ${countText(done)} of ${countText(of)} files`;
      if (io.errIsTerminal) {
        painted = true;
        io.err.write(`\r${cut(text, (io.width ?? 80) - 1)}\u001b[K`);
        return;
      }
      const tenth = Math.floor((done / of) * 10);
      if (tenth <= told) return;
      told = tenth;
      io.err.write(`${text}\n`);
    },
    end() {
      if (painted) io.err.write('\r\u001b[K');
    },
  };
}
