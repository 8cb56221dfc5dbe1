import { statfs } from 'node:fs/promises';

/** What a file system means for who can read a file in it; null where nothing is known that matters. */
export type FileSystemKind = 'no-modes' | 'network' | null;

/** Numbers that Linux gives file systems (statfs(2), linux/magic.h). */
const kinds: ReadonlyMap<number, FileSystemKind> = new Map<number, FileSystemKind>([
  // FAT, exFAT, NTFS by two drivers, and what a program of its own serves as a block device (mostly NTFS and exFAT).
  [0x4d44, 'no-modes'],
  [0x2011_bab0, 'no-modes'],
  [0x5346_544e, 'no-modes'],
  [0x7366_746e, 'no-modes'],
  [0x6573_5546, 'no-modes'],
  // NFS, SMB 1, SMB 2 and 3, CIFS by its old number, AFS, Ceph, 9P.
  [0x6969, 'network'],
  [0x517b, 'network'],
  [0xfe53_4d42, 'network'],
  [0xff53_4d42, 'network'],
  [0x5346_414f, 'network'],
  [0x00c3_6400, 'network'],
  [0x0102_1997, 'network'],
]);

/** What a number of statfs says. Signed numbers are those of 32-bit systems. */
export function fileSystemKind(type: number): FileSystemKind {
  return kinds.get(type < 0 ? type + 2 ** 32 : type) ?? null;
}

/** The kind of the file system that a folder lies in; null where the system does not tell. Numbers mean this on Linux only. */
export async function fileSystemOf(folder: string, platform: NodeJS.Platform): Promise<FileSystemKind> {
  if (platform !== 'linux') return null;
  try {
    return fileSystemKind((await statfs(folder)).type);
  } catch {
    return null;
  }
}
