// What the benchmark runs in place of our command: the same synthesis, started as cdktf's own template starts an app.
import { bundledFunctions } from '../../scripts/lambda/functions';
import { main } from '../../stacks/main';

bundledFunctions().then((functions) => main(functions, { only: ['dev'] }));
