/** A search that has not changed for this long is one to come back to. */
const settledMs = 2_000;

/**
 * Keeps the address up to date. While the reader types, one entry of the browser's history changes;
 * once a search is settled, the next one gets an entry of its own.
 * @param {() => void} onSettled
 */
export function searchHistory(onSettled) {
  let isSettled = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  function settle() {
    clearTimeout(waiting);
    if (!isSettled) onSettled();
    isSettled = true;
  }

  return {
    settle,
    /** Adds an entry, for what is no step of typing. @param {string} fragment */
    visit(fragment) {
      history.pushState(null, '', fragment);
      settle();
    },
    /** @param {string} fragment */
    write(fragment) {
      if (fragment === location.hash) return;
      if (isSettled) history.pushState(null, '', fragment);
      else history.replaceState(null, '', fragment);
      clearTimeout(waiting);
      isSettled = false;
      waiting = setTimeout(settle, settledMs);
    },
  };
}
