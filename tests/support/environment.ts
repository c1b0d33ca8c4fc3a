import type { Environment } from '../../components/shared/environment';
import { exampleEnvironment } from '../../scripts/docs/example-environment';

/** The environment of the examples, with what a test changes. */
export const testEnvironment = (changes: Partial<Environment> = {}): Environment => ({
  ...exampleEnvironment,
  ...changes,
});

export const production = testEnvironment({ name: 'prod', production: true });
