import { Marked } from 'marked';
import { escaped, Html } from './html';

/** CloudWatch shows Markdown without HTML in it: HTML is shown as what was written. */
const marked = new Marked({
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ text }) => escaped(text),
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return /^https:\/\//.test(href) ? `<a href="${escaped(href)}">${text}</a>` : text;
    },
  },
});

export const markdown = (text: string): Html => new Html(marked.parse(text, { async: false }));
