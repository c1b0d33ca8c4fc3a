/** The values of a list in the query protocol: `Name.1`, `Name.2`, and so on. */
export function numbered(parameters: URLSearchParams, name: string): string[] {
  const values: string[] = [];
  for (let number = 1; ; number++) {
    const value = parameters.get(`${name}.${number}`);
    if (value === null) return values;
    values.push(value);
  }
}

/** The structures of a list: `Name.1.A`, `Name.1.B.1.C` … each with its parameters by the rest of the name. */
export function structures(parameters: URLSearchParams, name: string): URLSearchParams[] {
  const found = new Map<string, URLSearchParams>();
  for (const [key, value] of parameters) {
    if (!key.startsWith(`${name}.`)) continue;
    const [number = '', ...rest] = key.slice(name.length + 1).split('.');
    if (!/^\d+$/.test(number)) continue;
    const structure = found.get(number) ?? new URLSearchParams();
    structure.append(rest.join('.'), value);
    found.set(number, structure);
  }
  return [...found.values()];
}
