/**
 * The key is kept in the tab's session storage, so it is forgotten when the tab is closed, or, if the
 * reader wants it to be remembered, on this device.
 */
const storageName = 'docpilot-key';

export function readKey() {
  return sessionStorage.getItem(storageName) ?? localStorage.getItem(storageName);
}

/** @param {string} key @param {boolean} [isRemembered] */
export function keepKey(key, isRemembered = false) {
  (isRemembered ? localStorage : sessionStorage).setItem(storageName, key);
}

export function forgetKey() {
  sessionStorage.removeItem(storageName);
  localStorage.removeItem(storageName);
}
