import { layerCommand } from './deployment/options';
import { outputLines, readOutputs } from './deployment/output';
import { runCommand } from './shared/command';

runCommand(
  layerCommand('output', 'Show the outputs of an environment as its states hold them; what is sensitive is masked.', {
    0: 'they were read; a layer that was never applied is told',
  })
    .option('--json', 'as JSON by layer, null for a layer that was never applied', false)
    .action(async (name: string, layer: string | undefined, { out, json }: { out: string; json: boolean }) => {
      const outputs = await readOutputs({ name, layer, out });
      const byLayer = Object.fromEntries([...outputs].map(([each, values]) => [each.name, values ?? null]));
      console.log(json ? JSON.stringify(byLayer, null, 2) : outputLines(outputs).join('\n'));
    }),
);
