import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';

/** What the file system's codes mean to a person. */
const words: Readonly<Record<string, { reason: string; message: string; hint: string }>> = {
  ENOSPC: {
    reason: 'disk-full',
    message: 'The disk is full.',
    hint: 'Free some space, or choose another folder.',
  },
  EDQUOT: { reason: 'disk-full', message: 'Your disk quota is used up.', hint: 'Choose another folder.' },
  EROFS: {
    reason: 'folder-not-writable',
    message: 'This folder cannot be written to.',
    hint: 'Choose another folder.',
  },
  EACCES: {
    reason: 'folder-not-writable',
    message: 'You may not write into this folder.',
    hint: 'Choose another folder.',
  },
  EPERM: {
    reason: 'folder-not-writable',
    message: 'You may not write into this folder.',
    hint: 'Choose another folder.',
  },
  ENOENT: {
    reason: 'folder-missing',
    message: 'This folder does not exist.',
    hint: 'Choose another folder.',
  },
  ENOTDIR: {
    reason: 'folder-missing',
    message: 'This is not a folder.',
    hint: 'Choose a folder to write the file into.',
  },
  EEXIST: {
    reason: 'folder-missing',
    message: 'There is a file where a folder should be.',
    hint: 'Choose another folder.',
  },
  ENAMETOOLONG: {
    reason: 'name-too-long',
    message: 'The file’s name is too long.',
    hint: 'Choose a shorter one.',
  },
};

/** The code of a file system error, or ''. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A failure of the file system as a `storage` error in words. What is one of ours already stays as it is. */
export function toFileError(error: unknown): RolebookError {
  if (error instanceof RolebookError) return error;
  const known = words[errorCode(error)] ?? {
    reason: 'write-failed',
    message: 'The file could not be written.',
    hint: 'Choose another folder and try again.',
  };
  return new RolebookError({ kind: 'storage', origin: 'file', retryable: true, ...known }, { cause: error });
}
