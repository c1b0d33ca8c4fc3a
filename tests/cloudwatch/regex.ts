type Refuse = (reason: string, offset: number) => never;

const symbols = ':_#=@/;,- ';
const operators = '^$?[]{}|\\*+.';
const classes = 'dDsSwW';

/** What one escape stands for, or `undefined` where CloudWatch Logs has no such escape. */
function escapeAt(source: string, offset: number): string | undefined {
  const hexadecimal = /^\\x[0-9A-Fa-f]{2}/.exec(source.slice(offset))?.[0];
  if (hexadecimal) return hexadecimal;
  const character = source[offset + 1] ?? '';
  return character !== '' && `${classes}${symbols}${operators}`.includes(character) ? `\\${character}` : undefined;
}

/**
 * Compiles a regular expression of the subset that CloudWatch Logs documents ("Supported regular expressions (regex)
 * syntax"): ASCII letters and digits, a few symbols, no parentheses, `\xhh` for everything else. The space is not in
 * the documented list, but in a documented example (`%^starting|^initializing|^shutting down%`).
 */
export function compileRegex(source: string, refuse: Refuse): RegExp {
  if (source === '') refuse('the regular expression is empty', 0);
  let translated = '';
  for (let offset = 0; offset < source.length; ) {
    const character = source.charAt(offset);
    let part = character;
    if (character === '\\') {
      part = escapeAt(source, offset) ?? refuse('this escape is not supported in a regular expression', offset);
    } else if (character === '(' || character === ')') {
      refuse('parentheses are not supported in a regular expression', offset);
    } else if (!/[A-Za-z0-9]/.test(character) && !`${symbols}${operators}`.includes(character)) {
      refuse(`"${character}" is not supported in a regular expression; write ASCII symbols as \\xhh`, offset);
    }
    translated += part;
    offset += part.length;
  }
  try {
    // Either bound may be left out; JavaScript would read {,n} as text.
    return new RegExp(translated.replace(/(?<!\\)\{,(\d+)\}/g, '{0,$1}'));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), 0);
  }
}
