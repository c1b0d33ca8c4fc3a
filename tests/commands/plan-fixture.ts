/** A resource's change, in the form of `terraform show -json`. */
export const change = (address: string, actions: readonly string[], more: object = {}) => ({
  address,
  mode: 'managed',
  type: address.split('.')[0],
  change: { actions, before: actions.includes('create') && actions.length === 1 ? null : {}, ...more },
});

/** A plan with something to apply, in that form. */
export const planJson = (changes: readonly object[], outputs: object = {}): string =>
  JSON.stringify({ format_version: '1.2', applyable: true, resource_changes: changes, output_changes: outputs });
