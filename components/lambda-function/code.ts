import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';

/** A function's code as AWS takes it; the bundler makes one of each folder below `lambdas/`. */
export interface LambdaCode {
  /** Entry point in it: `index.handler`. */
  readonly handler: string;
  readonly zip: Uint8Array;
  /** Base64 of the zip's SHA-256: the function is updated when it changes, and only then. */
  readonly sha256: string;
}

/** Puts a function's zip beside the JSON of its stack when that is written. */
export class CodeFile extends Construct {
  /** As Terraform finds it: beside the JSON that names it. */
  readonly path: string;

  constructor(scope: Construct, id: string, name: string, code: LambdaCode) {
    super(scope, id);
    const relative = `assets/${name}.zip`;
    this.path = `\${path.module}/${relative}`;
    addCustomSynthesis(this, {
      onSynthesize: ({ outdir, manifest }) => {
        const folder = join(outdir, manifest.forStack(TerraformStack.of(this)).workingDirectory);
        const file = join(folder, relative);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, code.zip);
      },
    });
  }
}

/** A function that does nothing: for examples, and to try out what is around a function. */
export const sampleCode: LambdaCode = {
  handler: 'index.handler',
  zip: Buffer.from(
    'UEsDBBQAAAAIAAAAIQA7UhMnHwAAAB0AAAAIAAAAaW5kZXguanNLrSjILyop1stIzEvJSS2yTSyuzEvW0LS1q6615gIAUEsBAhQDFAAAAAgAAAAhADtSEycfAAAAHQAAAAgAAAAAAAAAAAAAAAAAAAAAAGluZGV4LmpzUEsFBgAAAAABAAEANgAAAEUAAAAAAA==',
    'base64',
  ),
  sha256: 'V/Gz/nEj2/bunqcIygiHwJg9WQmbec77KeQUafGc5vU=',
};
