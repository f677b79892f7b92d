/** The one who asks; whoever wrote the files stands behind the same name. */
export const callerJson = {
  kind: 'drive#user',
  displayName: 'DocPilot',
  me: true,
  permissionId: '00000000000000000001',
  emailAddress: 'docpilot@local.invalid',
};
