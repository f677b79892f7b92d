/** The words of the block that is being read, with links, code and line breaks as Markdown. */
export class HtmlInline {
  #parts: string[] = [];
  #link: { target: string; isOwn: boolean; at: number } | null = null;
  #codeAt: number | null = null;
  #pre = false;
  #body = false;

  /** Whether a part of the body has been read: a `<title>` after that is an image's. */
  get inBody(): boolean {
    return this.#body;
  }

  open(name: string, attributes: Record<string, string>, pre: boolean): void {
    this.#pre = pre;
    if (name === 'body') this.#body = true;
    if (name === 'br') this.#parts.push('\n');
    if (pre) return;
    if (name === 'input' && attributes.type?.toLowerCase() === 'checkbox') {
      this.text('checked' in attributes ? '[x] ' : '[ ] ');
    } else if (name === 'img') this.#picture(attributes.alt ?? '');
    else if (name === 'a') {
      // A sign that links to the page itself, like ¶ or ↑, is for the mouse.
      const isOwn = attributes.href?.startsWith('#') === true;
      this.#link = { target: targetOf(attributes), isOwn, at: this.#parts.length };
    } else if (name === 'code' || name === 'tt' || name === 'kbd' || name === 'samp') {
      this.#codeAt ??= this.#parts.length;
    }
  }

  /** What is said of a picture stands behind it, so it is marked. */
  #picture(alt: string): void {
    this.text(/[\p{L}\p{N}]/u.test(alt) ? ` [image: ${alt.trim()}] ` : ' ');
  }

  text(text: string): void {
    this.#parts.push(this.#pre ? text : text.replace(/\s+/g, ' '));
  }

  /** Where what has been read does not end a line, it does now. */
  endLine(): void {
    if (this.#parts.at(-1)?.endsWith('\n') === false) this.#parts.push('\n');
  }

  close(name: string): void {
    if (name === 'pre') this.#pre = false;
    if (name === 'a') this.#closeLink();
    else if (this.#codeAt !== null && /^(?:code|tt|kbd|samp)$/.test(name)) {
      const code = this.#cut(this.#codeAt);
      this.#codeAt = null;
      const marks = code.includes('`') ? '' : '`';
      if (code !== '') this.#parts.push(`${marks}${code}${marks}`);
    }
  }

  /** What has been read, and begins anew. `raw` keeps spaces and lines as they are. */
  take(raw = false): string {
    const text = this.#parts.join('');
    this.#parts = [];
    this.#link = null;
    this.#codeAt = null;
    if (raw) return text;
    return text
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .join('\n');
  }

  #closeLink(): void {
    const link = this.#link;
    this.#link = null;
    if (!link) return;
    const label = this.#cut(link.at).replaceAll('\n', ' ');
    const bare = label.trim();
    if (link.isOwn && !/[\p{L}\p{N}]/u.test(bare)) return;
    if (bare === '' || link.target === '' || bare === link.target) this.#parts.push(label);
    else this.#parts.push(`[${bare}](${link.target})`);
  }

  #cut(at: number): string {
    return this.#parts.splice(at).join('');
  }
}

/** A link worth keeping: of the web, not of the page itself, and of a readable length. */
function targetOf(attributes: Record<string, string>): string {
  const target = (attributes.href ?? '').trim();
  if (target.length > 300 || target.startsWith('#') || /[\s()<>…]/.test(target)) return '';
  return /^[a-z][a-z0-9+.-]*:/i.test(target) && !/^(?:https?|mailto):/i.test(target) ? '' : target;
}
