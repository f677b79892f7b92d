/**
 * The fields of Drive's answers, by the name of their schema in its discovery document: `name` holds a
 * value, `name:Schema` one or more of that schema, `name(…)` an object with these, `name(*)` a map.
 */
export const schemaFields: Readonly<Record<string, string>> = {
  About: `
    appInstalled canCreateDrives canCreateTeamDrives driveThemes(backgroundImageLink colorRgb
    id) exportFormats(*) folderColorPalette importFormats(*) kind maxImportSizes(*)
    maxUploadSize storageQuota(limit usage usageInDrive usageInDriveTrash)
    teamDriveThemes(backgroundImageLink colorRgb id) user:User`,
  Change: `
    changeType drive:Drive driveId file:File fileId kind removed teamDrive:TeamDrive teamDriveId
    time type`,
  ChangeList: 'changes:Change kind newStartPageToken nextPageToken',
  ClientEncryptionDetails: 'decryptionMetadata:DecryptionMetadata encryptionState',
  ContentRestriction: `
    ownerRestricted readOnly reason restrictingUser:User restrictionTime systemRestricted type`,
  DecryptionMetadata: `
    aes256GcmChunkSize encryptionResourceKeyHash jwt kaclsId kaclsName keyFormat wrappedKey`,
  DownloadRestriction: 'restrictedForReaders restrictedForWriters',
  DownloadRestrictionsMetadata: `
    effectiveDownloadRestrictionWithContext:DownloadRestriction
    itemDownloadRestriction:DownloadRestriction`,
  Drive: `
    backgroundImageFile(id width xCoordinate yCoordinate) backgroundImageLink
    capabilities(canAddChildren canChangeCopyRequiresWriterPermissionRestriction
    canChangeDomainUsersOnlyRestriction canChangeDownloadRestriction canChangeDriveBackground
    canChangeDriveMembersOnlyRestriction
    canChangeSharingFoldersRequiresOrganizerPermissionRestriction canComment canCopy
    canDeleteChildren canDeleteDrive canDownload canEdit canListChildren canManageMembers
    canReadRevisions canRename canRenameDrive canResetDriveRestrictions canShare
    canTrashChildren) colorRgb createdTime hidden id kind name orgUnitId
    restrictions(adminManagedRestrictions copyRequiresWriterPermission domainUsersOnly
    downloadRestriction:DownloadRestriction driveMembersOnly
    sharingFoldersRequiresOrganizerPermission) themeId`,
  DriveList: 'drives:Drive kind nextPageToken',
  File: `
    appProperties(*) capabilities(canAcceptOwnership canAccessViaGenAi canAddChildren
    canAddFolderFromAnotherDrive canAddMyDriveParent canChangeCopyRequiresWriterPermission
    canChangeItemDownloadRestriction canChangeSecurityUpdateEnabled
    canChangeViewersCanCopyContent canComment canCopy canDelete canDeleteChildren
    canDisableInheritedPermissions canDownload canEdit canEnableInheritedPermissions
    canListChildren canModifyContent canModifyContentRestriction
    canModifyEditorContentRestriction canModifyLabels canModifyOwnerContentRestriction
    canMoveChildrenOutOfDrive canMoveChildrenOutOfTeamDrive canMoveChildrenWithinDrive
    canMoveChildrenWithinTeamDrive canMoveItemIntoTeamDrive canMoveItemOutOfDrive
    canMoveItemOutOfTeamDrive canMoveItemWithinDrive canMoveItemWithinTeamDrive
    canMoveTeamDriveItem canReadDrive canReadLabels canReadRevisions canReadTeamDrive
    canRemoveChildren canRemoveContentRestriction canRemoveMyDriveParent canRename canShare
    canStartApproval canTrash canTrashChildren canUntrash)
    clientEncryptionDetails:ClientEncryptionDetails contentHints(indexableText thumbnail(image
    mimeType)) contentRestrictions:ContentRestriction copyRequiresWriterPermission createdTime
    description downloadRestrictions:DownloadRestrictionsMetadata driveId explicitlyTrashed
    exportLinks(*) fileExtension folderColorRgb fullFileExtension hasAugmentedPermissions
    hasThumbnail headRevisionId iconLink id imageMediaMetadata(aperture cameraMake cameraModel
    colorSpace exposureBias exposureMode exposureTime flashUsed focalLength height isoSpeed lens
    location(altitude latitude longitude) maxApertureValue meteringMode rotation sensor
    subjectDistance time whiteBalance width) inheritedPermissionsDisabled isAppAuthorized kind
    labelInfo(labels:Label) lastModifyingUser:User linkShareMetadata(securityUpdateEligible
    securityUpdateEnabled) md5Checksum mimeType modifiedByMe modifiedByMeTime modifiedTime name
    originalFilename ownedByMe owners:User parents permissionIds permissions:Permission
    properties(*) quotaBytesUsed resourceKey sha1Checksum sha256Checksum shared sharedWithMeTime
    sharingUser:User shortcutDetails(targetId targetMimeType targetResourceKey) size spaces
    starred teamDriveId thumbnailLink thumbnailVersion trashed trashedTime trashingUser:User
    version videoMediaMetadata(durationMillis height width) viewedByMe viewedByMeTime
    viewersCanCopyContent webContentLink webViewLink writersCanShare`,
  FileList: 'files:File incompleteSearch kind nextPageToken',
  Label: 'fields(*) id kind revisionId',
  LabelField: 'dateString id integer kind selection text user:User valueType',
  Permission: `
    allowFileDiscovery deleted displayName domain emailAddress expirationTime id
    inheritedPermissionsDisabled kind pendingOwner permissionDetails(inherited inheritedFrom
    permissionType role) photoLink role teamDrivePermissionDetails(inherited inheritedFrom role
    teamDrivePermissionType) type view`,
  StartPageToken: 'kind startPageToken',
  TeamDrive: `
    backgroundImageFile(id width xCoordinate yCoordinate) backgroundImageLink
    capabilities(canAddChildren canChangeCopyRequiresWriterPermissionRestriction
    canChangeDomainUsersOnlyRestriction canChangeDownloadRestriction
    canChangeSharingFoldersRequiresOrganizerPermissionRestriction canChangeTeamDriveBackground
    canChangeTeamMembersOnlyRestriction canComment canCopy canDeleteChildren canDeleteTeamDrive
    canDownload canEdit canListChildren canManageMembers canReadRevisions canRemoveChildren
    canRename canRenameTeamDrive canResetTeamDriveRestrictions canShare canTrashChildren)
    colorRgb createdTime id kind name orgUnitId restrictions(adminManagedRestrictions
    copyRequiresWriterPermission domainUsersOnly downloadRestriction:DownloadRestriction
    sharingFoldersRequiresOrganizerPermission teamMembersOnly) themeId`,
  User: 'displayName emailAddress kind me permissionId photoLink',
};
