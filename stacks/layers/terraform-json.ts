/**
 * Terraform JSON without its nulls. A null means «not set», as absence does, but scanners take it for a value: with
 * `prefix_list_ids: null` beside it, checkov passes a security group that is open to the world.
 */
export function withoutNulls<T>(json: T): T {
  if (Array.isArray(json)) return json.filter((each) => each !== null).map(withoutNulls) as T;
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutNulls(value)])) as T;
}
