const firstLine = Buffer.from('version https://git-lfs.github.com/spec/v1\n');
/** Source: Git LFS' specification, "The Pointer". */
const maxBytes = 1024;

/** Whether git holds only a pointer to the file's content, which lies in Git LFS. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  return bytes.byteLength < maxBytes && firstLine.equals(bytes.subarray(0, firstLine.byteLength));
}
