/**
 * Stands in for iconv-lite in the bundle, where its tables of East Asian encodings would be a quarter of the code that
 * every start reads. Our sessions speak utf8mb4, so that nothing but UTF-8 and what Node knows itself can come.
 */
interface Codec<From, To> {
  write(part: From): To;
  end(): undefined;
}

/** MySQL's older `utf8` is CESU-8: the same bytes but for characters beyond the basic plane. */
function nodeEncoding(name: string): BufferEncoding {
  return Buffer.isEncoding(name) ? name : 'utf8';
}

export function getDecoder(name: string): Codec<Buffer, string> {
  return { write: (part) => part.toString(nodeEncoding(name)), end: () => undefined };
}

export function getEncoder(name: string): Codec<string, Buffer> {
  return { write: (part) => Buffer.from(part, nodeEncoding(name)), end: () => undefined };
}
