import type { Context } from 'aws-lambda';
import { parseEvent } from './event';
import { rotate } from './rotation';
import { readSettings } from './settings';

export type { RotationEvent } from './event';

/**
 * Entry point: hands the AWS and database sides to the steps, and keeps the log. Clients and drivers are loaded by the
 * first call that needs them.
 *
 * The log names secret, version, step and outcome. It never has the event as a whole, which may hold a RotationToken,
 * nor a value of the secret.
 */
export async function handler(payload: unknown, context?: Context): Promise<void> {
  const { Logger } = await import('@aws-lambda-powertools/logger');
  const logger = new Logger({ serviceName: process.env.POWERTOOLS_SERVICE_NAME ?? 'rotate-db-secret' });
  if (context) logger.addContext(context);
  const started = performance.now();
  try {
    const event = parseEvent(payload);
    logger.appendKeys({ step: event.Step, secret: event.SecretId, version: event.ClientRequestToken });
    const settings = readSettings(process.env);
    const { secretsManagerStore } = await import('./aws/secrets-manager');
    const { loadEngine } = await import('./engines');
    const outcome = await rotate({
      event,
      settings,
      store: secretsManagerStore(),
      loadEngine: (name) => loadEngine(name, settings),
      loadInstances: async () => (await import('./aws/rds')).rdsInstances(),
    });
    logger.info('step done', { outcome, milliseconds: Math.round(performance.now() - started) });
  } catch (error) {
    // Only name and message go on: errors of a client carry its request and response along.
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    logger.error('step failed', { fault: name, reason: message });
    throw Object.assign(new Error(message), { name });
  }
}
