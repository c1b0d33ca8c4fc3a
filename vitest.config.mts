import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that start servers, Terraform or checkov; everything else is `unit`. */
const integration = ['**/*.integration.test.ts'];
const exclude = ['node_modules/**', '.groundwork/**', 'cdktf.out/**'];

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: '.groundwork/test-results.json' }]],
    // Said by every run of an older Node that uses the AWS SDK; it tells the tests nothing.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // More than there are cores on a small machine: most of what takes long is the provider's own waiting.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, ...integration],
          // So long on a machine that does much else as well.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: integration,
          exclude,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
