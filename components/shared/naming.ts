import type { Environment } from './environment';

/** The same names come again with every rule that reads them, and with every environment. */
const snakeCases = new Map<string, string>();

/** `multiAz` as Terraform writes it: `multi_az`. A digit stays with the word before it. */
export function snakeCase(camel: string): string {
  const known = snakeCases.get(camel);
  if (known !== undefined) return known;
  const snake = camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  snakeCases.set(camel, snake);
  return snake;
}

/** A name that is unique in the account and region: `groundwork-flow-logs-dev`. */
export const regionalName = (environment: Environment, name: string): string =>
  `${environment.project}-${name}-${environment.name}`;

/** A name that is unique in the account over all regions, such as a role's: the region is part of it. */
export const accountWideName = (environment: Environment, name: string): string =>
  `${regionalName(environment, name)}-${environment.region}`;

/** A name that is unique in the world, such as a bucket's: account and region are part of it. */
export const worldWideName = (environment: Environment, name: string): string =>
  `${regionalName(environment, name)}-${environment.accountId}-${environment.region}`;

/** ARN of something in the environment's own account and region. */
export const arnOf = (environment: Environment, service: string, resource: string): string =>
  `arn:${environment.partition}:${service}:${environment.region}:${environment.accountId}:${resource}`;

/** `state-access-logs` as a property's name: `stateAccessLogs`. */
export const camelCase = (dashed: string): string =>
  dashed.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
