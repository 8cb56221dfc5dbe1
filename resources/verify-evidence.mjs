// Checks an evidence pack of a Rolebook review, by docs/evidence-format.md (version 1) and nothing else.
//   node verify.mjs PACK.zip [FINGERPRINT]      Node 20 or newer. Exit: 0 holds, 1 does not, 2 could not be looked at.
// oxlint-disable max-lines -- one file on purpose: it travels in every pack, and whoever trusts it reads it from end to end
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const most = 2 ** 30; // bytes that all files of a pack may have together
const needed = 'controls.json entries.jsonl keys.json method.md report.html report.pdf roster-after.json roster-before.json verify.mjs'.split(' ');
const points = [
  'Files', 'Signature', 'Chain', 'Rosters', 'Rows and reviewers', 'Nobody their own', 'Reasons for privileged',
  'Four eyes', 'Put off', 'Answers', 'Totals', 'Done and proven',
];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const isHex = (text, length) => typeof text === 'string' && text.length === length && /^[0-9a-f]*$/.test(text);
const same = (one, other) => canonical(one) === canonical(other);
const lower = (id) => String(id).toLowerCase();
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** JSON in one way only: members sorted by UTF-16 code units, no white space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

function textOf(bytes) {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function milliseconds(time) {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(time) ? Date.parse(time) : NaN;
  if (Number.isNaN(at)) throw new Error(`“${time}” is no time in UTC`);
  return at;
}

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte >>> 0;
});
const crc32 = (bytes) => ~bytes.reduce((crc, byte) => (crc >>> 8) ^ crcTable[(crc ^ byte) & 255], ~0) >>> 0;

/** The files of a ZIP by name. Throws for anything that two programs could read differently. */
function unzip(zip) {
  const refuse = (why) => { throw new Error(`the ZIP ${why}`); };
  const end = zip.length - 22; // no comment, so nothing can hide behind the end
  if (end < 0 || zip.readUInt32LE(end) !== 0x06054b50 || zip.readUInt16LE(end + 20) !== 0) refuse('has no end where it should be');
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  if (zip.readUInt32LE(end + 4) !== 0 || zip.readUInt16LE(end + 8) !== count) refuse('is one of several parts');
  if (start + zip.readUInt32LE(end + 12) !== end) refuse('has something before or behind its directory');
  const files = new Map();
  let at = start;
  let body = 0; // where the next entry has to begin
  let total = 0;
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== 0x02014b50) refuse('has a damaged directory');
    const nameLength = zip.readUInt16LE(at + 28);
    const name = textOf(zip.subarray(at + 46, at + 46 + nameLength));
    const [flags, method, crc] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16)];
    const [packed, size, offset] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt32LE(at + 42)];
    if (files.has(name)) refuse(`has “${name}” twice`);
    if (/[\\\0]/.test(name) || name.split('/').some((part) => ['', '.', '..'].includes(part))) refuse(`has the bad name “${name}”`);
    if ((flags & ~0x0806) !== 0 || (method !== 0 && method !== 8)) refuse(`has “${name}” encrypted, streamed or packed in another way`);
    if (offset !== body || zip.readUInt32LE(body) !== 0x04034b50) refuse(`has “${name}” elsewhere than it says`);
    // Nothing beside name and content: more fields could give a file another name, or make a link of it.
    if (zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32) + zip.readUInt16LE(body + 28) > 0) refuse(`has more fields for “${name}”`);
    if (![0, 8].includes(zip.readUInt16LE(at + 40) >>> 12)) refuse(`has “${name}” as something else than a file`);
    // From the flags to the sizes and the name, an entry has to say what the directory says.
    const agrees = zip.subarray(body + 6, body + 28).equals(zip.subarray(at + 8, at + 30));
    const from = body + 30 + nameLength;
    if (!agrees || !zip.subarray(body + 30, body + 30 + nameLength).equals(zip.subarray(at + 46, at + 46 + nameLength))) refuse(`says two things about “${name}”`);
    total += size;
    if (from + packed > start || total > most) refuse(`has “${name}” too large`);
    const data = zip.subarray(from, from + packed);
    const bytes = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(size, 1), info: true });
    const content = method === 0 ? data : bytes.buffer;
    if (method === 8 && bytes.engine.bytesWritten !== packed) refuse(`has something behind “${name}”`);
    if (content.length !== size || crc32(content) !== crc) refuse(`lies about the size or the sum of “${name}”`);
    files.set(name, content);
    body = from + packed;
    at += 46 + nameLength;
  }
  if (body !== start || at !== end) refuse('has something between its entries');
  return files;
}

/** Goes through the entries once and keeps what the points ask about. Rows that nobody knows are a matter of point 5. */
function replay(roster, entries) {
  const rows = new Map(roster.map((row) => [row.id, { row, reviewers: [...row.reviewers], said: new Map(), settled: null, explainedAs: null }]));
  const found = { rows, signed: new Map(), proven: new Map(), explained: new Set(), left: new Map(), decisions: 0, problems: [] };
  const each = (ids, seq, act) => {
    for (const id of ids) {
      if (rows.has(id)) act(rows.get(id), id);
      else found.problems.push(`entry ${seq} names the unknown row ${id}`);
    }
  };
  const comesTo = (row) => { const { kind, decision } = outcome(row, found.signed); return canonical([kind, decision ?? null]); };
  for (const { seq, at, by, event } of entries) {
    const { type, reviewer } = event;
    if (event.way === 'app' && type === 'decided' && lower(by) !== reviewer) found.problems.push(`entry ${seq}: ${by} wrote down what ${reviewer} decided in the app`);
    if (type === 'decided' || type === 'withdrawn') {
      const reopened = found.signed.get(reviewer);
      each(event.rows, seq, ({ reviewers, said }, id) => {
        if (reopened !== undefined && !reopened.has(id)) found.problems.push(`entry ${seq} follows the sign-off of ${reviewer}`);
        if (type === 'withdrawn') return said.delete(reviewer);
        if (!reviewers.includes(reviewer)) found.problems.push(`entry ${seq}: ${reviewer} was no reviewer of row ${id}`);
        found.decisions += 1;
        return said.set(reviewer, { decision: event.decision, decidedAt: event.decidedAt, at });
      });
    } else if (type === 'signed-off') {
      const stands = [...rows].filter(([, { said }]) => said.has(reviewer)).map(([id, { said }]) => [id, said.get(reviewer).decision]);
      if (event.decisionsHash !== sha256(canonical(stands.sort(([one], [other]) => (one < other ? -1 : 1))))) found.problems.push(`entry ${seq}: ${reviewer} signed off something else`);
      found.signed.set(reviewer, new Set());
    } else if (type === 'answer-taken') {
      // What of an answer may be left out: what is not the reviewer's any more, is signed off, or was decided later (its time).
      const reopened = found.signed.get(reviewer);
      const left = new Map();
      each(event.left ?? [], seq, ({ reviewers, said }, id) => {
        const other = !reviewers.includes(reviewer) || (reopened !== undefined && !reopened.has(id));
        left.set(id, other ? Infinity : said.has(reviewer) ? milliseconds(said.get(reviewer).decidedAt) : -Infinity);
      });
      found.left.set(event.packet, left);
    } else if (type === 'settled') each([event.row], seq, (row) => { row.settled = { decision: event.decision, at, by }; });
    else if (type === 'reassigned') each(event.rows, seq, (row, id) => {
      row.reviewers = [...new Set(row.reviewers.map((one) => (one === event.from ? event.to : one)))];
      found.signed.get(event.to)?.add(id);
    });
    else if (type === 'planned') each(event.rows.map(({ row }) => row), seq, () => {});
    else if (type === 'proven') each(event.rows, seq, (_, id) => found.proven.set(id, event));
    else if (type === 'explained') each([event.row], seq, (row, id) => { found.explained.add(id); row.explainedAs = comesTo(row); });
    // Why a row was left says nothing about what it comes to later.
    if (['decided', 'withdrawn', 'settled', 'reassigned', 'signed-off'].includes(type)) {
      for (const id of event.rows ?? (type === 'settled' ? [event.row] : [...found.explained])) {
        if (found.explained.has(id) && rows.get(id).explainedAs !== comesTo(rows.get(id))) found.explained.delete(id);
      }
    }
  }
  return found;
}

const gist = ({ decision }) => ({ ...decision, reason: null });

/** Everybody who decided so about a row and signed off, or settled it, each once. */
function agreeing({ reviewers, said, settled }, signed, decision) {
  const also = reviewers.filter((one) => signed.has(one) && said.has(one) && same(gist(said.get(one)), gist({ decision })));
  return new Set([...(settled === null ? [] : [settled.by]), ...also].map(lower));
}

/** What a row came to, and whose decisions made it so. */
function outcome({ reviewers, said, settled }, signed) {
  if (settled !== null) return { kind: settled.decision.kind, decision: settled.decision, by: [settled] };
  const left = reviewers.map((one) => (signed.has(one) ? said.get(one) : undefined)).filter((one) => one?.decision.kind !== 'not-mine');
  if (left.length === 0) return { kind: 'not-mine', by: [] };
  if (left.includes(undefined)) return { kind: 'undecided', by: [] };
  if (!left.every((one) => same(gist(one), gist(left[0])))) return { kind: 'conflict', by: [] };
  return { kind: left[0].decision.kind, decision: left[0].decision, by: left };
}

const hasReason = (reason) => Boolean(reason) && (reason.code !== 'other' || Boolean(reason.text?.trim()));

function checkFiles({ files, manifest }) {
  const problems = [];
  const listed = manifest.files.map(({ path }) => path);
  if (manifest.format !== 'rolebook-evidence/1') problems.push('the manifest is of another format');
  if (listed.some((path, n) => n > 0 && !(listed[n - 1] < path))) problems.push('the manifest is not sorted');
  for (const { path, bytes, sha256: hash } of manifest.files) {
    const content = files.get(path);
    if (content === undefined) problems.push(`${path} is missing`);
    else if (content.length !== bytes || sha256(content) !== hash) problems.push(`${path} was changed`);
  }
  for (const path of files.keys()) if (!['manifest.json', 'signature.json', ...listed].includes(path)) problems.push(`${path} is not in the manifest`);
  for (const path of needed) if (!listed.includes(path)) problems.push(`${path} is not there`);
  for (const path of ['manifest.json', 'signature.json', 'roster-before.json', 'roster-after.json', 'controls.json', 'keys.json']) {
    if (files.has(path) && textOf(files.get(path)) !== canonical(JSON.parse(textOf(files.get(path))))) problems.push(`${path} is not canonical`);
  }
  return [`${plural(listed.length, 'file')}, sizes and SHA-256 of each`, problems];
}

function checkSignature({ files, signature, entries, wanted }) {
  const { algorithm, publicKey, signature: signed, ...other } = signature;
  if (algorithm !== 'Ed25519' || !isHex(publicKey, 64) || !isHex(signed, 128) || Object.keys(other).length > 0) return ['the signature', ['it is not what the format says']];
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const problems = [];
  if (!verify(null, files.get('manifest.json'), key, Buffer.from(signed, 'hex'))) problems.push('it is not this manifest’s');
  if (entries.at(-1)?.event.publicKey !== publicKey) problems.push('the campaign was closed with another key');
  if (wanted !== null && sha256(Buffer.from(publicKey, 'hex')) !== wanted) problems.push('the key does not have the fingerprint that was given');
  return [`Ed25519 over the manifest${wanted === null ? '; compare the fingerprint yourself' : ', and the fingerprint that was given'}`, problems];
}

const kinds = 'opened decided withdrawn signed-off packet-made answer-taken settled reassigned planned proven explained closed'.split(' ');

function checkChain({ lines, entries, manifest }) {
  const problems = [];
  let [previous, before] = ['0'.repeat(64), -Infinity];
  entries.forEach((entry, number) => {
    const { seq, at, by, event, previousHash, hash } = entry;
    const first = number === 0;
    const last = number === entries.length - 1;
    if (lines[number] !== canonical(entry) || Object.keys(entry).length !== 6) problems.push(`entry ${number} is not canonical`);
    if (seq !== number) problems.push(`entry ${number} has the number ${seq}`);
    if (previousHash !== previous || hash !== sha256(canonical([previousHash, seq, at, by, event]))) problems.push(`the chain breaks at entry ${number}`);
    if (!(milliseconds(at) >= before)) problems.push(`entry ${number} is older than the one before`);
    if (!kinds.includes(event.type) || (event.type === 'opened') !== first || (event.type === 'closed') !== last) problems.push(`entry ${number} (${event.type}) is out of place`);
    [previous, before] = [hash, milliseconds(at)];
  });
  if (entries.length < 2) problems.push('it is not whole');
  if (manifest.head !== previous) problems.push('it does not end at the head that the manifest names');
  if (manifest.campaign !== entries[0]?.event.campaign?.id) problems.push('it is another campaign’s');
  return [`${plural(entries.length, 'entry').replace('ys', 'ies')} from the first to the head`, problems];
}

function checkRosters({ files, roster, after, controls, opened, closed }) {
  const problems = [];
  const hash = (path) => sha256(files.get(path));
  if (hash('roster-before.json') !== opened.campaign.rosterHash || roster.length !== opened.campaign.rows) problems.push('roster-before.json is not the one the campaign was opened with');
  if (hash('controls.json') !== opened.controlsHash) problems.push('controls.json is not the one the campaign was opened with');
  if (hash('roster-after.json') !== closed.rosterAfterHash) problems.push('roster-after.json is not the one the campaign was closed with');
  const ids = new Set(roster.map(({ id }) => id));
  if (ids.size !== roster.length || new Set(after.rows.map(({ id }) => id)).size !== after.rows.length) problems.push('a row comes twice');
  if (!controls.every((id, n) => ids.has(id) && (n === 0 || controls[n - 1] < id))) problems.push('a control is not in the roster, or not in its place');
  return [`${plural(roster.length, 'row')} before, ${after.rows.length} after, ${plural(controls.length, 'control')}`, problems];
}

const checkRows = ({ found }) => [`${plural(found.decisions, 'decision')}, each by a reviewer of its row, and ${plural(found.signed.size, 'sign-off')}`, found.problems];

function checkOwn({ entries, found }) {
  const problems = [];
  for (const { seq, by, event } of entries) {
    const who = event.type === 'decided' ? event.reviewer : by;
    const rows = event.type === 'decided' ? event.rows : event.type === 'settled' ? [event.row] : [];
    for (const id of rows) if (found.rows.has(id) && lower(found.rows.get(id).row.subject.id) === lower(who)) problems.push(`entry ${seq}: ${who} decided about their own access`);
  }
  return [`${plural(found.decisions, 'decision')}: reviewer and subject differ`, problems];
}

function checkReasons({ outcomes, policy }) {
  if (!policy.reasonForPrivileged) return ['not asked for by the policy', []];
  const kept = outcomes.filter(({ row, kind }) => row.privileged && kind === 'keep');
  const without = kept.filter(({ by }) => !by.every(({ decision }) => hasReason(decision.reason)));
  return [`${plural(kept.length, 'privileged row')} kept`, without.map(({ row }) => `row ${row.id} was kept without a reason`)];
}

function checkFourEyes({ outcomes, policy }) {
  if (!policy.fourEyes) return ['not asked for by the policy', []];
  const stay = outcomes.filter(({ row, kind }) => row.privileged && (kind === 'keep' || kind === 'change'));
  const alone = stay.filter(({ agreed }) => agreed.size < 2);
  return [`${plural(stay.length, 'privileged row')} kept or changed`, alone.map(({ row }) => `row ${row.id} was decided by one alone`)];
}

function checkDeferred({ entries }) {
  const day = 86_400_000;
  const put = entries.filter(({ event }) => ['decided', 'settled'].includes(event.type) && event.decision.kind === 'defer');
  const late = put.filter(({ at, event }) => {
    const decided = milliseconds(event.decidedAt ?? at) + 14 * 3_600_000;
    return !(Date.parse(event.decision.until) <= (Math.floor(decided / day) + 30) * day);
  });
  return [`${plural(put.length, 'decision')} that put off, at most 30 days each`, late.map(({ seq }) => `entry ${seq} puts off for longer`)];
}

function checkAnswers({ files, entries, keys, manifest, found }) {
  const problems = [];
  const made = new Map();
  const taken = new Set();
  const covered = new Set(); // numbers of the entries that answers account for
  entries.forEach(({ event }, number) => {
    if (event.type === 'packet-made') made.set(event.packet, event);
    if (event.type !== 'answer-taken') return;
    const { packet, reviewer } = event;
    const bad = (why) => problems.push(`the answer to ${packet} ${why}`);
    const [bytes, packetMade] = [files.get(`answers/${packet}.json`), made.get(packet)];
    if (taken.has(packet)) bad('was taken twice');
    taken.add(packet);
    if (bytes === undefined || packetMade === undefined) return bad('is missing, or its packet is');
    if (sha256(bytes) !== event.answerHash) bad('is not the one that was taken');
    const { mac, ...answer } = JSON.parse(textOf(bytes));
    const key = Buffer.from(String(keys[packet]), 'base64');
    if (key.length !== 32 || createHmac('sha256', key).update(canonical(answer)).digest('hex') !== mac) bad('has a broken seal');
    const facts = { format: 'rolebook-review-answer/1', packet, campaign: manifest.campaign, reviewer, rowsHash: packetMade.rowsHash, way: packetMade.way };
    if (packetMade.reviewer !== reviewer || Object.entries(facts).some(([name, value]) => answer[name] !== value)) bad('is to something else');
    const entered = entries.slice(number + 1, number + 1 + event.decisions);
    entered.forEach((_, n) => covered.add(number + 1 + n));
    const left = found.left.get(packet);
    const listed = event.left ?? [];
    const ids = answer.decisions.flatMap(({ rows, decidedAt }) => rows.filter((id) => left.get(id) > milliseconds(decidedAt)));
    if (!same(listed, ids.filter((id) => left.has(id))) || (event.left !== undefined && listed.length === 0)) bad('had a row left out that was the reviewer’s to decide');
    const said = answer.decisions
      .map((one) => ({ ...one, rows: one.rows.filter((id) => !left.has(id)), type: 'decided', reviewer, way: answer.way }))
      .filter(({ rows }) => rows.length > 0);
    if (event.decisions !== said.length || !same(entered.map((entry) => entry.event), said)) bad('says something else than the entries behind it');
    const end = entries[number + 1 + event.decisions]?.event;
    return end?.type === 'signed-off' && end.reviewer === reviewer ? null : bad('ends without a sign-off');
  });
  for (const path of files.keys()) if (path.startsWith('answers/') && !taken.has(path.slice(8, -5))) problems.push(`${path} was never taken`);
  entries.forEach(({ event }, number) => {
    if (event.type === 'decided' && event.way !== 'app' && !covered.has(number)) problems.push(`entry ${number} is of no answer`);
  });
  return [`${plural(taken.size, 'answer')}, ${plural(covered.size, 'entry').replace('ys', 'ies')} behind them`, problems];
}

function checkTotals({ outcomes, found, closed }) {
  const totals = { rows: outcomes.length, keep: 0, revoke: 0, change: 0, defer: 0, conflict: 0, notMine: 0, undecided: 0 };
  for (const { kind } of outcomes) totals[kind === 'not-mine' ? 'notMine' : kind] += 1;
  const problems = same(totals, closed.totals) ? [] : [`the rows give ${canonical(totals)}, the campaign was closed with ${canonical(closed.totals)}`];
  const open = outcomes.filter(({ row, kind }) => ['conflict', 'not-mine', 'undecided'].includes(kind) && !found.explained.has(row.id));
  const { keep, revoke, change, defer } = totals;
  return [`${totals.rows} = ${keep} kept + ${revoke} revoked + ${change} changed + ${defer} put off + ${totals.rows - keep - revoke - change - defer} open`, [...problems, ...open.map(({ row, kind }) => `row ${row.id} (${kind}) is open and not explained`)]];
}

function checkProofs({ outcomes, found, after, controls }) {
  const sameHolder = (one, other) => one.subject.type === other.subject.type && lower(one.subject.id) === lower(other.subject.id);
  const due = outcomes.filter(({ row, kind }) => (kind === 'revoke' || kind === 'change') && !controls.includes(row.id));
  const ids = new Set(after.rows.map(({ id }) => id));
  const problems = [];
  const todo = new Set(due.map(({ row }) => row.id));
  for (const id of found.proven.keys()) if (!todo.has(id)) problems.push(`row ${id} is proven, but nothing was to be done`);
  for (const { row, kind, decision, by } of due) {
    const proof = found.proven.get(row.id);
    const bad = (why) => problems.push(`row ${row.id} ${why}`);
    if (proof === undefined) {
      if (!found.explained.has(row.id)) bad('is neither proven nor explained');
      continue;
    }
    const { how, asOf } = proof;
    const [role, scope] = [decision.role ?? row.role, decision.scope ?? row.scope];
    const isNew = (one) => sameHolder(one, row) && one.role.id === role.id && one.scope.type === scope.type && one.scope.id === scope.id;
    if (how !== 'subject-gone' && how !== (kind === 'revoke' ? 'rule-gone' : 'rule-replaced')) bad(`is not proven by ${how}`);
    if (ids.has(row.id)) bad('is still there');
    if (how === 'rule-replaced' && !after.rows.some(isNew)) bad('was to be replaced, and what replaces it is not there');
    if (how === 'subject-gone' && after.rows.some((one) => sameHolder(one, row))) bad('has its subject still there');
    const decided = Math.max(...by.map(({ at }) => milliseconds(at)));
    if (!(milliseconds(asOf) > decided && milliseconds(asOf) <= milliseconds(after.asOf))) bad('is proven at the wrong time');
  }
  return [`${plural(due.length, 'row')} to revoke or change, ${plural(found.proven.size, 'proof')}, looked up in the roster after`, problems];
}

const checkers = [
  checkFiles, checkSignature, checkChain, checkRosters, checkRows, checkOwn, checkReasons, checkFourEyes, checkDeferred, checkAnswers, checkTotals, checkProofs,
];

/** Files, and what they say, so far as they can be read; a point that needs what cannot be read fails for that reason. */
function open(zip, wanted) {
  const files = unzip(zip);
  const json = (path) => JSON.parse(textOf(files.get(path)));
  const parts = {
    files: () => files, wanted: () => wanted,
    manifest: () => json('manifest.json'), signature: () => json('signature.json'),
    roster: () => json('roster-before.json'), after: () => json('roster-after.json'), controls: () => json('controls.json'), keys: () => json('keys.json'),
    lines: () => { const lines = textOf(files.get('entries.jsonl')).split('\n'); if (lines.pop() !== '') throw new Error('the last line has no end'); return lines; },
    entries: (pack) => pack.lines.map((line) => JSON.parse(line)),
    opened: (pack) => pack.entries[0].event, closed: (pack) => pack.entries.at(-1).event,
    policy: (pack) => pack.opened.campaign.settings.policy,
    found: (pack) => replay(pack.roster, pack.entries),
    outcomes: ({ found }) => [...found.rows.values()].map((row) => {
      const came = outcome(row, found.signed);
      return { row: row.row, ...came, agreed: came.decision ? agreeing(row, found.signed, came.decision) : new Set() };
    }),
  };
  const pack = {};
  for (const [name, make] of Object.entries(parts)) {
    Object.defineProperty(pack, name, { configurable: true, get() {
      const value = make(pack);
      Object.defineProperty(pack, name, { value });
      return value;
    } });
  }
  return pack;
}

/**
 * Checks a pack. `fingerprint`: of the key that has to have signed it, or null. Never throws.
 * @param {Uint8Array} bytes
 * @param {string | null} fingerprint
 */
export function verifyPack(bytes, fingerprint = null) {
  const say = (what, looked, problems) => ({
    what, looked, holds: problems.length === 0,
    detail: problems.length === 0 ? looked : `${problems.slice(0, 3).join('; ')}${problems.length > 3 ? `; and ${problems.length - 3} more` : ''}`,
  });
  const read = (get) => { try { return String(get() ?? ''); } catch { return ''; } };
  let pack;
  try {
    pack = open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fingerprint);
  } catch (error) {
    const checks = points.map((what, n) => say(what, 'nothing', [n === 0 ? error.message : 'not looked at']));
    return { holds: false, checks, fingerprint: '', head: '', campaign: '' };
  }
  const checks = checkers.map((check, n) => {
    try {
      return say(points[n], ...check(pack));
    } catch (error) {
      return say(points[n], 'what could be read', [`cannot be read: ${error.message}`]);
    }
  });
  return {
    holds: checks.every(({ holds }) => holds), checks,
    fingerprint: read(() => sha256(Buffer.from(pack.signature.publicKey, 'hex'))),
    head: read(() => pack.manifest.head), campaign: read(() => pack.opened.campaign.settings.name),
  };
}

function main([path, fingerprint, ...more]) {
  const print = (line) => process.stdout.write(`${line}\n`);
  const wanted = fingerprint?.toLowerCase().replaceAll(/[\s:]/g, '') ?? null;
  if (path === undefined || more.length > 0 || (wanted !== null && !isHex(wanted, 64))) {
    print('usage: node verify.mjs PACK.zip [FINGERPRINT]   (64 hex digits)');
    return 2;
  }
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    print(`cannot read ${path}: ${error.code}`);
    return 2;
  }
  const { checks, ...result } = verifyPack(bytes, wanted);
  // Names come from the pack: what would steer a terminal is left out.
  const plain = (text) => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '·');
  print(`Review       ${plain(result.campaign)}`);
  checks.forEach(({ what, holds, detail }, n) => print(`${String(n + 1).padStart(2)}  ${holds ? 'holds' : 'FAILS'}  ${what.padEnd(22)}  ${plain(detail)}`));
  print(`Fingerprint  ${result.fingerprint}\nHead         ${plain(result.head)}\n${result.holds ? 'All of it holds.' : 'It does NOT hold.'}`);
  print(plain(JSON.stringify({ ...result, failed: checks.flatMap(({ holds }, n) => (holds ? [] : [n + 1])) })));
  return result.holds ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) process.exitCode = main(process.argv.slice(2));
