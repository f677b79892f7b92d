/** The parameters every method of the API takes. */
export const commonParameters = `
  $.xgafv access_token alt callback fields key oauth_token prettyPrint:boolean quotaUser
  uploadType upload_protocol`;

/**
 * The query parameters of the methods served here, as Drive's discovery document has them: `name` is
 * text, `name:boolean` and `name:integer` are not.
 */
export const methodParameters = {
  'files.list': `
    corpora corpus driveId includeItemsFromAllDrives:boolean includeLabels
    includePermissionsForView includeTeamDriveItems:boolean orderBy pageSize:integer pageToken q
    spaces supportsAllDrives:boolean supportsTeamDrives:boolean teamDriveId`,
  'files.get': `
    acknowledgeAbuse:boolean includeLabels includePermissionsForView supportsAllDrives:boolean
    supportsTeamDrives:boolean`,
  'files.export': 'mimeType',
  'changes.getStartPageToken': `
    driveId supportsAllDrives:boolean supportsTeamDrives:boolean teamDriveId`,
  'changes.list': `
    driveId includeCorpusRemovals:boolean includeItemsFromAllDrives:boolean includeLabels
    includePermissionsForView includeRemoved:boolean includeTeamDriveItems:boolean
    pageSize:integer pageToken restrictToMyDrive:boolean spaces supportsAllDrives:boolean
    supportsTeamDrives:boolean teamDriveId`,
  'drives.get': 'useDomainAdminAccess:boolean',
  'drives.list': 'pageSize:integer pageToken q useDomainAdminAccess:boolean',
  'about.get': '',
} as const;
