import { counted } from '../../../src-shared/words/count.ts';
import type { CallOutput } from '../../../src-shared/ipc/contract.ts';
import { ageInWords } from '../list.ts';
import { note, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { renderTable } from '../table.ts';

type Found = NonNullable<CallOutput<'records.get'>>;

/** Prints a record with its access rules below. */
export function printRecord(run: CliRun, record: Found): void {
  printOne(
    run,
    record.fields.map(({ label, value }) => [label, value]),
    { ...record, raw: record.raw === null ? null : (JSON.parse(record.raw) as unknown) },
  );
  if (run.format === 'table' && record.rules.length > 0) {
    run.io.out.write(
      `\n${renderTable(
        [
          { label: 'Subject' },
          { label: 'Role' },
          { label: 'Scope' },
          { label: 'Through' },
          { label: 'Status' },
        ],
        record.rules.map((rule) => [
          rule.subjectId,
          rule.roleName,
          `${rule.scopeType} ${[...rule.scopePath, rule.scopeName].join('/')}`,
          rule.via,
          rule.pending ?? rule.phase ?? '',
        ]),
        run.io.width,
      )}`,
    );
  }
  if (record.rules.length < record.ruleTotal) {
    note(run.io, `${record.rules.length} of ${counted(record.ruleTotal, 'access rule')} shown.`);
  }
  note(run.io, ageInWords(record.asOf, run.io.now()));
}
