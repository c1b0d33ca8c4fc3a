import type { EmulatorName } from '../emulators';

/**
 * The emulator that does a service best, by the service's signing name. All that is not listed, and what is not
 * signed, goes to moto, the broader one.
 */
export const routes: Readonly<Record<string, EmulatorName>> = {
  // Runs Node.js functions without Docker, which moto cannot.
  lambda: 'ministack',
};

export const fallback: EmulatorName = 'moto';
