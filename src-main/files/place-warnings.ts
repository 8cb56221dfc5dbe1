import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileSystemOf, type FileSystemKind } from './file-system-kind.ts';

/** Folders whose content is copied to a cloud by itself, by the words in their paths. */
const synced: readonly { pattern: RegExp; service: string }[] = [
  { pattern: /[\\/]onedrive([ -][^\\/]*)?[\\/]/i, service: 'OneDrive' },
  { pattern: /[\\/]dropbox( \([^\\/]*\))?[\\/]/i, service: 'Dropbox' },
  { pattern: /[\\/](mobile documents|icloud ?drive)[\\/]/i, service: 'iCloud Drive' },
  { pattern: /[\\/](google ?drive|my drive|googledrive-[^\\/]*)[\\/]/i, service: 'Google Drive' },
  { pattern: /[\\/]nextcloud[\\/]/i, service: 'Nextcloud' },
  { pattern: /[\\/]owncloud[\\/]/i, service: 'ownCloud' },
  { pattern: /[\\/](box|box sync)[\\/]/i, service: 'Box' },
  { pattern: /[\\/]syncthing[\\/]/i, service: 'Syncthing' },
];

/** What is known of the place of a file with secrets. */
export interface Place {
  /** Where the file lies, also where links lead: a link into a synced folder is synced. */
  readonly paths: readonly string[];
  /** Whether the mode that was asked for can be read back. */
  readonly keepsModes: boolean;
  readonly fileSystem: FileSystemKind;
}

/** What a person should know about the place a file with secrets was written to. */
export function placeWarnings({ paths, keepsModes, fileSystem }: Place): string[] {
  const warnings: string[] = [];
  const service = synced.find(({ pattern }) => paths.some((path) => pattern.test(path)))?.service;
  if (service !== undefined) {
    warnings.push(`This folder looks like one that ${service} copies to the cloud.`);
  }
  if (!keepsModes || fileSystem === 'no-modes') {
    warnings.push(
      'This disk does not keep file permissions: others who can open the disk can read the file.',
    );
  }
  if (fileSystem === 'network') {
    warnings.push('This folder lies on a server: whoever looks after it can read the file.');
  }
  return warnings;
}

/** Looks at the place of a file that was just written, and says what to know about it. */
export async function lookAtPlace(
  path: string,
  modes: boolean,
  platform: NodeJS.Platform,
): Promise<string[]> {
  const folder = dirname(path);
  const real = await realpath(path).catch(() => path);
  return placeWarnings({
    paths: [path, real],
    // Windows has other means than modes.
    keepsModes: modes || platform === 'win32',
    fileSystem: await fileSystemOf(folder, platform),
  });
}
