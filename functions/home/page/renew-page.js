/**
 * If the browser has shown this page as it had kept it, asks for it: this visit waits for nothing,
 * and the next one shows a release that has come since.
 */
export async function renewPage() {
  const [visit] = performance.getEntriesByType('navigation');
  const isKept = visit instanceof PerformanceNavigationTiming && visit.transferSize === 0;
  if (!isKept) return;
  // If DocPilot cannot be reached, what the page asks it for says so.
  const answer = await fetch(location.href, { cache: 'no-cache', credentials: 'omit' }).catch(
    () => null,
  );
  await answer?.text();
}
