import type { EngineName } from '../secret';
import type { Settings } from '../settings';
import type { Engine } from './engine';

/** The engine that a secret names; its driver is loaded only then. */
export async function loadEngine(name: EngineName, settings: Settings): Promise<Engine> {
  if (name === 'postgres') return (await import('./postgres')).postgres(settings);
  return (await import('./mysql')).mysql(name, settings);
}
