import type { Gap } from '../gap';

/** Everything that the emulators lack and the workspace needs, one entry each; a test probes every one. */
export const gaps: readonly Gap[] = [];
