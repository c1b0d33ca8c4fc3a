import { drill } from './drill';
import type { Benchmark } from './figure';
import { lambda } from './lambda';
import { synth } from './synth';
import { validate } from './validate';

/** Every benchmark, by the name that `npm run bench` knows it by, in the order of the document. */
export const benchmarks: Readonly<Record<string, Benchmark>> = { synth, lambda, validate, drill };
