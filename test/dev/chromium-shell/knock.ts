import { claimLock } from '../../../dev/chromium-shell/instance-lock.ts';

/** A second start, in a process of its own. */
const { claimed } = claimLock(process.argv[2] ?? '', () => {});
process.stdout.write(claimed ? 'claimed' : 'turned away');
