/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What stands after the last dot of a file's name, in lower case; empty: there is no dot. */
export function extensionOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** A path as part of an address: its slashes stay. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The address of a file at one commit. @param root of its repository: at GitHub, or a folder of this machine */
export function fileAddress(root: string, commit: string, path: string): string {
  const folder = root.startsWith('file:') ? root : `${root}/blob/${commit}`;
  return `${folder}/${encodePath(path)}`;
}
