/** The key lives as long as the tab: nothing else of the browser ever gets it. */
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
