import { main } from '../stacks/main';
import { synthesisOrExit } from './shared/synthesis';

/** What the `cdktf` command line runs, through `cdktf.json`. */
synthesisOrExit(() => main());
