/** The key is kept in the tab's session storage, so it is forgotten when the tab is closed. */
const storageName = 'docpilot-key';

export function readKey() {
  return sessionStorage.getItem(storageName);
}

/** @param {string} key */
export function keepKey(key) {
  sessionStorage.setItem(storageName, key);
}

export function forgetKey() {
  sessionStorage.removeItem(storageName);
}
