import MarkdownIt, { type Token } from 'markdown-it';

/** A parser of Markdown's blocks: inline rules, which it goes without, cost three quarters of the time. */
export function blockParser(html: boolean) {
  const parser = new MarkdownIt({ html });
  parser.core.ruler.enableOnly(['normalize', 'block']);
  parser.block.State = class extends parser.block.State {
    // As published, markdown-it makes each field of a token by a function: a third of all its time.
    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      if (nesting < 0) this.level -= 1;
      const token = newToken(type, tag, nesting, this.level);
      if (nesting > 0) this.level += 1;
      this.tokens.push(token);
      return token;
    }
  };
  return parser;
}

/** With a token's data alone: blocks are read without its methods. */
function newToken(type: string, tag: string, nesting: -1 | 0 | 1, level: number): Token {
  const data: Omit<Token, 'attrIndex' | 'attrPush' | 'attrSet' | 'attrGet' | 'attrJoin'> = {
    type,
    tag,
    nesting,
    level,
    map: null,
    attrs: null,
    children: null,
    content: '',
    markup: '',
    info: '',
    meta: null,
    block: true,
    hidden: false,
  };
  return data as Token;
}
