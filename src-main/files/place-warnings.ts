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

/** What a person should know about the place a file with secrets was written to. */
export function placeWarnings(path: string, keepsModes: boolean): string[] {
  const warnings: string[] = [];
  const service = synced.find(({ pattern }) => pattern.test(path))?.service;
  if (service !== undefined) {
    warnings.push(`This folder looks like one that ${service} copies to the cloud.`);
  }
  if (!keepsModes) {
    warnings.push(
      'This disk does not keep file permissions: others who can open the disk can read the file.',
    );
  }
  return warnings;
}
