interface State {
  readonly values?: {
    readonly root_module?: { readonly resources?: readonly { readonly address: string; readonly tainted?: boolean }[] };
  };
}

/** The addresses of which Terraform says that it may not destroy them. */
export function guardedIn(text: string): string[] {
  const refused = text.matchAll(/Resource\s+(\S+)\s+has\s+lifecycle\.prevent_destroy\s+set/g);
  return [...new Set([...refused].map(([, address = '']) => address))].sort();
}

/** Those of them that were not made to their end, which Terraform would make anew. @param state its JSON, as shown */
export const unfinishedOf = (addresses: readonly string[], state: string): string[] => {
  const { values }: State = JSON.parse(state);
  const tainted = new Set(values?.root_module?.resources?.filter((each) => each.tainted).map((each) => each.address));
  return addresses.filter((address) => tainted.has(address));
};

/**
 * What is said where an apply was ended, or failed, while it made what must not be destroyed.
 * @param folder of the stack, from the workspace's root
 */
export const describeUnfinished = (layer: string, addresses: readonly string[], folder: string): string =>
  [
    `${layer}: an apply has not made these to their end; Terraform would make them anew, and their guard forbids that:`,
    ...addresses.map((address) => `  ${address}`),
    '  Nothing of this layer was changed here.',
    '  fix: have them kept, and the next plan has what they lack. Where it was not ended but failed at one, see first that',
    '  AWS says it works.',
    `  (cd ${folder} && ${addresses.map((address) => `terraform untaint '${address}'`).join(' && ')})`,
  ].join('\n');
