// Stands for the package `json-stable-stringify` in bundles: the same text, for the one way in which the library that
// writes Terraform's JSON calls it, in a fraction of the time.

/** Printable characters but `"` and `\`: JSON writes them as they are, in quotes. */
const plain = /^[ !#-[\]-~]*$/;
const quoted = (text) => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/** @returns undefined for what JSON has no text for, as `JSON.stringify` does */
function write(given, indent) {
  if (typeof given === 'string') return quoted(given);
  const value = typeof given?.toJSON === 'function' ? given.toJSON() : given;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  let text = '';
  if (Array.isArray(value)) {
    for (const each of value) text += `${text && ','}${inner}${write(each, inner) ?? 'null'}`;
    return `[${text}${indent}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const each = write(value[key], inner);
    if (each !== undefined) text += `${text && ','}${inner}${quoted(key)}: ${each}`;
  }
  return `{${text}${indent}}`;
}

/** JSON with the keys of every map in their order, indented by two. */
module.exports = (value, { space, ...others }) => {
  if (space !== 2 || Object.keys(others).length > 0) throw new Error('only an indent of two is known here');
  return write(value, '\n');
};
