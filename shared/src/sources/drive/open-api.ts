import { openGoogleAuth } from '../../open-google-auth.ts';

export type Api = import('googleapis/build/src/apis/drive/v3.js').drive_v3.Drive;

const scope = 'https://www.googleapis.com/auth/drive.readonly';

/** Loads googleapis and creates its Drive client. */
export async function openApi({
  accessToken,
  apiUrl,
}: {
  accessToken?: string | undefined;
  apiUrl?: string | undefined;
}): Promise<Api> {
  const [{ drive_v3 }, auth] = await Promise.all([
    import('googleapis/build/src/apis/drive/v3.js'),
    openGoogleAuth({ scope, accessToken }),
  ]);
  // The types of googleapis for auth come from another copy of the library.
  const options = { auth, ...(apiUrl === undefined ? {} : { rootUrl: `${apiUrl}/` }) };
  return new drive_v3.Drive(options as unknown as ConstructorParameters<typeof drive_v3.Drive>[0]);
}
