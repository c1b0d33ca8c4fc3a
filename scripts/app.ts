import { main } from '../stacks/main';
import { bundledFunctions } from './lambda/functions';
import { synthesisOrExit } from './shared/synthesis';

/** What the `cdktf` command line runs, through `cdktf.json`; it tells of warnings itself. */
bundledFunctions().then((functions) => synthesisOrExit(() => main(functions)));
