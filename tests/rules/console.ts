import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expression } from '../../components/shared/rules';
import { run } from '../../scripts/shared/processes';
import { terraformEnvironment } from '../../scripts/terraform/environment';
import type { Inputs } from '../support/component-rules';

/** An expression and the inputs that it is evaluated for. */
export interface Question {
  readonly expression: Expression<Inputs, unknown>;
  readonly inputs: readonly Inputs[];
}

/** What Terraform makes of expressions, all in one call: for each question a value for each of its inputs. */
export async function askTerraform(questions: readonly Question[]): Promise<unknown[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-rules-'));
  try {
    const locals = {
      inputs: questions.map(({ inputs }) => inputs),
      answers: questions.map(({ expression, inputs }, question) =>
        inputs.map((each, place) => {
          // A list in JSON is a tuple, and the variable of a setting is a list.
          const address = (key: string) => {
            const text = `local.inputs[${question}][${place}].${key}`;
            return Array.isArray(each[key]) ? `tolist(${text})` : text;
          };
          return `\${${expression.render(address)}}`;
        }),
      ),
    };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ locals }));
    const { stdout, stderr, exitCode } = await run('terraform', ['console', '-no-color'], {
      cwd: folder,
      input: 'jsonencode(local.answers)\n',
      env: terraformEnvironment({ TF_CLI_CONFIG_FILE: undefined }),
    });
    if (exitCode !== 0) throw new Error(`terraform console: ${stderr}`);
    return JSON.parse(JSON.parse(stdout));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
