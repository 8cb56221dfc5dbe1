/** One page as a write-ahead log holds it. */
export interface LogFrame {
  readonly page: number;
  /** Whether a transaction ends with it. */
  readonly commits: boolean;
  readonly data: Buffer;
  /** Whether its checksum follows from the one before it. */
  readonly fits: boolean;
}

/** What a write-ahead log says, frame by frame, sound or not. */
export interface ReadLog {
  /** Whether the head is what SQLite would accept; without one it takes the log for empty. */
  readonly headIsSound: boolean;
  readonly salts: Buffer;
  /** Up to the last one of the log's present round; older ones beyond it lie in the database already. */
  readonly frames: readonly LogFrame[];
}

const headLength = 32;
const frameHeadLength = 24;

type Sum = readonly [number, number];

/** SQLite's checksum over pairs of 32-bit words (file format, §4.2). */
function sumOver(bytes: Buffer, bigEndian: boolean, [s0, s1]: Sum): Sum {
  let a = s0;
  let b = s1;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const x = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    const y = bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4);
    a = (a + x + b) >>> 0;
    b = (b + y + a) >>> 0;
  }
  return [a, b];
}

const storedSum = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
const same = (one: Sum, other: Sum): boolean => one[0] === other[0] && one[1] === other[1];

/**
 * Reads a log by itself, without SQLite, which stops at the first frame that does not fit. Each frame is judged by the
 * checksum that is stored before it, so that what follows a spoilt one can be judged too. Pages are `pageSize` bytes.
 */
export function readLog(log: Buffer, pageSize: number): ReadLog {
  const size = frameHeadLength + pageSize;
  const empty = { headIsSound: log.length === 0, salts: Buffer.alloc(8), frames: [] };
  if (log.length < headLength) return empty;
  const magic = log.readUInt32BE(0);
  const bigEndian = magic === 0x377f0683;
  const headIsSound =
    (bigEndian || magic === 0x377f0682) &&
    log.readUInt32BE(8) === pageSize &&
    same(sumOver(log.subarray(0, 24), bigEndian, [0, 0]), storedSum(log, 24));
  const count = Math.floor((log.length - headLength) / size);
  if (count === 0) return { headIsSound, salts: log.subarray(16, 24), frames: [] };
  // Without a sound head the first frame says which round this is.
  const salts = headIsSound ? log.subarray(16, 24) : log.subarray(headLength + 8, headLength + 16);
  const frames: LogFrame[] = [];
  let ours = 0;
  let before: Sum = storedSum(log, 24);
  for (let n = 0; n < count; n += 1) {
    const at = headLength + n * size;
    const head = log.subarray(at, at + frameHeadLength);
    const data = log.subarray(at + frameHeadLength, at + size);
    const stored = storedSum(head, 16);
    const sum = sumOver(data, bigEndian, sumOver(head.subarray(0, 8), bigEndian, before));
    const ofThisRound = head.subarray(8, 16).equals(salts);
    frames.push({
      page: head.readUInt32BE(0),
      commits: head.readUInt32BE(4) !== 0,
      data,
      fits: ofThisRound && same(sum, stored),
    });
    if (ofThisRound) ours = frames.length;
    before = stored;
  }
  return { headIsSound, salts, frames: frames.slice(0, ours) };
}

/**
 * Whether the index of the log (`-shm`) speaks of this round and of more frames than are sound. Null salts: there is no log
 * left that could say which round it was. Where no frame is left that SQLite would lay over the database, it does no harm
 * that all of them are gone once they lie in the database.
 */
function indexKnowsMore(index: Buffer, salts: Buffer | null, sound: number): boolean {
  if (index.length < 100 || !index.subarray(0, 48).equals(index.subarray(48, 96))) return false;
  if (salts !== null && !index.subarray(32, 40).equals(salts)) return false;
  const frames = index.readUInt32LE(16);
  const inDatabase = index.readUInt32LE(96);
  return frames > sound && (sound > 0 || frames > inDatabase);
}

/**
 * Whether commits that were acknowledged are spoilt in this log, which SQLite would leave out without a word. A torn end
 * is none: each commit is on the disk before the next one is begun (`synchronous=FULL`), and before the index tells of
 * it. So frames behind a whole commit behind the break, or an index that knows more frames than are sound, prove it.
 */
export function isLogSpoilt(log: Buffer, index: Buffer, pageSize: number): boolean {
  if (log.length < headLength) return indexKnowsMore(index, null, 0);
  const { headIsSound, salts, frames } = readLog(log, pageSize);
  if (!headIsSound) return frames.length > 0;
  const broken = frames.findIndex(({ fits }) => !fits);
  const sound = broken === -1 ? frames.length : broken;
  if (indexKnowsMore(index, salts, sound)) return true;
  const behind = broken === -1 ? [] : frames.slice(broken + 1).filter(({ fits }) => fits);
  const commit = behind.findIndex(({ commits }) => commits);
  return commit !== -1 && commit < behind.length - 1;
}
