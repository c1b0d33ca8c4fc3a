/** Size and time of each file, by its path from the root. */
export type Stamps = Readonly<Record<string, string>>;

export function stampsOf(root: string, files: Iterable<string>, started: number): Stamps;
export function isFresh(root: string, stamps: Stamps): boolean;
export function dependenciesOf(inputs: readonly string[]): string[];
export function writeWhole(file: string, contents: string | Uint8Array): void;
