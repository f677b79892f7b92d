import { readAnswer } from '@docpilot/shared/read-answer';

/** The APIs that are asked directly, as gcloud has no command for the question. */
type Service = 'cloudbilling' | 'cloudresourcemanager' | 'oauth2';

/**
 * Posts to an API of Google. Its address can be set as for gcloud itself:
 * https://cloud.google.com/sdk/gcloud/reference/config/set (api_endpoint_overrides).
 * @param token the access token of whoever asks
 * @returns the body of the answer, or undefined if Google does not answer with 200
 */
export async function askGoogle<Body>(
  service: Service,
  path: string,
  token: string,
  body: object | URLSearchParams,
): Promise<Body | undefined> {
  const isForm = body instanceof URLSearchParams;
  const address =
    process.env[`CLOUDSDK_API_ENDPOINT_OVERRIDES_${service.toUpperCase()}`] ??
    `https://${service}.googleapis.com/`;
  try {
    const response = await fetch(new URL(path, address), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(isForm ? {} : { 'content-type': 'application/json' }),
      },
      body: isForm ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status !== 200) return undefined;
    return JSON.parse((await readAnswer(response, 'Google’s')).toString()) as Body;
  } catch {
    return undefined;
  }
}
