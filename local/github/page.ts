/** A page of a list. */
export interface Page {
  number: number;
  size: number;
}

/** Reads `per_page` and `page`; values that are not positive integers are ignored, as by GitHub. */
export function readPage(query: URLSearchParams): Page {
  return {
    number: positive(query.get('page')) ?? 1,
    size: Math.min(100, positive(query.get('per_page')) ?? 30),
  };
}

function positive(text: string | null): number | null {
  const number = Number(text ?? '');
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/**
 * GitHub's Link header, or none when everything is on this page.
 * @param last the number of the last page, where it is known
 */
export function linkHeader(
  listUrl: string,
  query: URLSearchParams,
  page: Page,
  { hasNext, last }: { hasNext: boolean; last?: number },
): Record<string, string> {
  const link = (number: number, relation: string) => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(number));
    return `<${listUrl}?${parameters}>; rel="${relation}"`;
  };
  const links = [
    ...(page.number > 1 ? [link(page.number - 1, 'prev')] : []),
    ...(hasNext ? [link(page.number + 1, 'next')] : []),
    ...(hasNext && last !== undefined ? [link(last, 'last')] : []),
    ...(page.number > 1 ? [link(1, 'first')] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}
