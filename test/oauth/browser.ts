/** A page that a browser shows. */
export interface Page {
  url: URL;
  status: number;
  html: string;
  headers: Headers;
}

interface Cookie {
  name: string;
  value: string;
  path: string;
  host: string;
}

/** A browser without scripts: it keeps cookies, follows redirects and submits forms. */
export class Browser {
  #cookies: Cookie[] = [];
  readonly #stops: string[];

  /** @param stops it does not go on to addresses that start with one of these */
  constructor(...stops: string[]) {
    this.#stops = stops;
  }

  /** Goes to an address and follows it; where it stops, the page has no content. */
  async open(address: string | URL, init: RequestInit = {}): Promise<Page> {
    let url = new URL(address);
    let request = init;
    for (let hops = 0; hops < 20; hops += 1) {
      if (this.#stops.some((stop) => url.href.startsWith(stop))) {
        return { url, status: 0, html: '', headers: new Headers() };
      }
      const headers = new Headers(request.headers);
      headers.set('cookie', this.#cookiesFor(url));
      const response = await fetch(url, { ...request, headers, redirect: 'manual' });
      this.#keep(url, response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (location === null || response.status < 300 || response.status > 399) {
        const html = await response.text();
        return { url, status: response.status, html, headers: response.headers };
      }
      await response.body?.cancel();
      url = new URL(location, url);
      request = {};
    }
    throw new Error('too many redirects');
  }

  /** Submits the form of a page to the page's own address. */
  submit({ url }: Page, fields: Record<string, string>, headers = {}): Promise<Page> {
    const body = new URLSearchParams(fields);
    return this.open(url, { method: 'POST', body, headers: { origin: url.origin, ...headers } });
  }

  #cookiesFor(url: URL): string {
    const sent = this.#cookies.filter(
      ({ path, host }) =>
        host === url.host &&
        (url.pathname === path || url.pathname.startsWith(`${path}/`) || path === '/'),
    );
    return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  #keep(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /; *path=([^;]+)/i.exec(line)?.[1] ?? '/';
      const isOther = (each: Cookie) =>
        each.name !== name || each.path !== path || each.host !== url.host;
      this.#cookies = this.#cookies.filter(isOther);
      if (value !== '') this.#cookies.push({ name, value, path, host: url.host });
    }
  }
}
