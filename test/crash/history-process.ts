/** Opens a history and looks at the mirror, until it is killed: `history-process.ts <folder> <at>`; says `looking` first. */
import { join } from 'node:path';
import { HistoryStore } from '../../src-main/db/history/history-store.ts';

const [folder = '', at = '0'] = process.argv.slice(2);
const history = new HistoryStore(join(folder, 'history.db'), join(folder, 'mirror.db'), {
  now: '2031-01-01T00:00:00Z',
});
process.stdout.write('looking\n');
history.record({ source: 'pull', at: Number(at), complete: true });
history.close();
