/** A page of a list, as `per_page` and `page` ask for it; what makes no sense is left out. */
export interface Page {
  number: number;
  size: number;
}

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

/** `last` is left out where counting the list would cost more than reading a page of it. */
export interface PageNeighbours {
  hasNext: boolean;
  last?: number;
}

/** GitHub's Link header, or none when everything is on this page. */
export function linkHeader(
  listUrl: string,
  query: URLSearchParams,
  page: Page,
  { hasNext, last }: PageNeighbours,
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
