/** `npm run drill:restore -- N [--from SEED]` */
import { print, readAmount } from './arguments.ts';
import { restoreDrill } from './restore-drill.ts';

process.exitCode = print(restoreDrill(readAmount(process.argv.slice(2), 10)));
