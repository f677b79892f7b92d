/** Names this folder's reading of files; change it when the same bytes give another text. */
export const extractVersion = 'extract-13';
