import { once } from 'node:events';
import { relative } from 'node:path';
import { root } from '../shared/paths';
import type { DrillSession } from './session';

/** Shows how to use what is up, and waits for the interrupt that ends it. @throws UserError where it ends by itself */
export async function stayUp(session: DrillSession, summary: string): Promise<never> {
  const exports = Object.entries(session.variables).map(([name, value]) =>
    value === undefined ? `unset ${name}` : `export ${name}='${value}'`,
  );
  const folders = session.environment.layers.map((layer) => `  cd ${relative(root, layer.folder)} && terraform plan`);
  console.log(
    ['In another terminal, to use terraform and aws on it:', '', ...exports, '', ...folders, '', summary].join('\n'),
  );
  console.log('It runs until you press Ctrl-C.');
  const stay = setInterval(() => {}, 3_600_000);
  try {
    session.ended.throwIfAborted();
    await once(session.ended, 'abort');
    throw session.ended.reason;
  } finally {
    clearInterval(stay);
  }
}
