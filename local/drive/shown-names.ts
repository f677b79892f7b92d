/** What a team writes for DocPilot; where its data lie in .docpilot too, nothing else of that folder. */
const teamFolder = '.docpilot';
const teamFiles = ['eval.yaml', 'synonyms.yaml'];
const shownDotNames = ['.docpilotignore', '.gitattributes', teamFolder];

/**
 * Whether a file or folder is read. Hidden ones, and with them .git and what editors and systems leave
 * behind, are not, but for those that are written for DocPilot.
 */
export function isShownName(fileName: string, folderName: string): boolean {
  if (folderName === teamFolder) return teamFiles.includes(fileName);
  return !fileName.startsWith('.') || shownDotNames.includes(fileName);
}
