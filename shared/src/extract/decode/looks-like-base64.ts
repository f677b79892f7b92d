/** Base64 of any file has letters of both cases and digits. */
export function isBase64(text: string): boolean {
  const start = text.slice(0, 300);
  return /[A-Z]/.test(start) && /[a-z]/.test(start) && /\d/.test(start) && !/[a-z]{24}/.test(start);
}

/** In 112 characters of base64 three small letters or more in a row are 0.48 of them at most. */
const word = /[A-Z]?[a-z]{3,}/g;
const maxWords = 0.5;
const judged = 4_000;

/** Base64 has a slash after 64 characters, on average, and base64url two such signs. */
const part = /[A-Za-z0-9][/_-](?=[A-Za-z0-9])/g;
const minPart = 10;

/** Whether it has more words or parts than base64 by chance, as paths and names of several words have. */
export function isWords(text: string): boolean {
  const start = text.slice(0, judged);
  const all = start.match(/[A-Za-z0-9+/_-]/g)?.length ?? 0;
  if ((start.match(part)?.length ?? 0) * minPart > all) return true;
  let length = 0;
  for (const found of start.match(word) ?? []) length += found.length;
  return length > maxWords * all;
}
