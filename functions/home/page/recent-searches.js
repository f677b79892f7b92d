/** The searches of this browser, the last one first; kept until the key is forgotten. */
const storageName = 'docpilot-searches';
const maxSearches = 8;

/** @returns {string[]} */
export function recentSearches() {
  try {
    const kept = JSON.parse(localStorage.getItem(storageName) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** @param {string} query */
export function keepSearch(query) {
  const others = recentSearches().filter((each) => each !== query);
  const kept = [query, ...others].slice(0, maxSearches);
  localStorage.setItem(storageName, JSON.stringify(kept));
}

export function forgetSearches() {
  localStorage.removeItem(storageName);
}
