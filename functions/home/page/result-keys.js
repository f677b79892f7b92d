/**
 * Keyboard shortcuts: / goes to the search box, ↓ and ↑ go from result to result, Escape goes one
 * step back.
 * @param {HTMLElement} view
 * @param {HTMLInputElement} box
 * @param {() => void} stepBack
 * @param {AbortSignal} left removes the shortcuts when aborted
 */
export function walkResults(view, box, stepBack, left) {
  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      stepBack();
      return;
    }
    const next = nextOf(event.key, event.target);
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
    if (next === box) box.select();
  }

  /** @param {string} key @param {EventTarget | null} from */
  function nextOf(key, from) {
    const isField = from instanceof HTMLInputElement || from instanceof HTMLSelectElement;
    if (key === '/') return isField ? undefined : box;
    if (!(from instanceof Element)) return undefined;
    const stops = [box, ...view.querySelectorAll('[data-stop]')];
    const index = stops.indexOf(from);
    if (index === -1) return undefined;
    if (key === 'ArrowDown') return stops[index + 1];
    return key === 'ArrowUp' ? stops[index - 1] : undefined;
  }

  document.addEventListener('keydown', onKey, { signal: left });
}
