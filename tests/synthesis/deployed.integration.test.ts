import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Layer } from '../../scripts/deployment/environment';
import { listPoints } from '../../scripts/deployment/rollback';
import { pointsFolder, type RollbackPoint } from '../../scripts/deployment/rollback-point';
import { StateStore } from '../../scripts/deployment/state-store';
import { applyLayer, bootstrapBackend } from '../../scripts/drill/layers';
import { DrillSession } from '../../scripts/drill/session';
import { Workspace } from '../../scripts/local/workspace';
import { STACK_FILE } from '../../scripts/shared/stack-json';
import { synthesizeInto } from '../../scripts/shared/synthesize-into';

type Files = Readonly<Record<string, string>>;

/** Bytes as text in which each byte is a character: a difference is shown where it is. */
const bytes = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

/** The files of a folder's stacks, but for what Terraform and we put beside them: plans, locks, providers. */
function filesOf(out: string): Files {
  const stacks = join(out, 'stacks');
  const names = readdirSync(stacks, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(stacks, posix.join(entry.parentPath, entry.name)))
    .filter((name) => /^[^/]+\/(assets\/.*|[^/]+\.(tf|tf\.json|tfvars|tfvars\.json))$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, bytes(readFileSync(join(stacks, name)))]));
}

/** The configuration that Terraform has read for a plan and applies with it: the plan's file holds a copy. */
function configurationOf(plan: string): Files {
  const files = Object.entries(unzipSync(readFileSync(plan)));
  const own = files.filter(([name]) => name.startsWith('tfconfig/m-'));
  return Object.fromEntries(own.map(([name, content]) => [name, bytes(content)]));
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-deployed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('what is applied', () => {
  let session: DrillSession | undefined;
  afterAll(async () => {
    await session?.detachProvider();
    await session?.close();
  });

  test('in a drill is what synth writes, byte for byte, as Terraform’s own copy in the plan shows', async () => {
    const out = join(folder, 'of-a-drill');
    await synthesizeInto(out, 'dev');
    const synthesized = filesOf(out);
    session = await DrillSession.open('dev');
    expect(filesOf(join(session.folder, 'synthesized'))).toEqual(synthesized);

    const { layers } = session.environment;
    expect(Object.keys(synthesized).filter((name) => name.endsWith(`/${STACK_FILE}`))).toHaveLength(layers.length);
    const layer = (name: string) => layers.find((each) => each.name === name) as Layer;
    await bootstrapBackend(session, layer('backend'), () => {});
    await applyLayer(session, layer('security'), () => {});
    expect(configurationOf(join(layer('security').folder, 'tfplan'))).toEqual({
      [`tfconfig/m-/${STACK_FILE}`]: synthesized[`dev-security/${STACK_FILE}`],
    });
  });
});

describe('what is deployed', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
  });
  afterAll(() => workspace?.close());

  test('is what synth writes, byte for byte, and so is what a rollback point keeps of it', async () => {
    const out = join(folder, 'of-a-deployment');
    expect(await workspace.startPlain('synth', ['dev', '--out', out])).toMatchObject({ exitCode: 0 });
    const synthesized = filesOf(out);
    expect(await workspace.run('bootstrap', 'dev')).toMatchObject({ exitCode: 0 });
    expect(await workspace.run('deploy', 'dev', 'security', '--yes')).toMatchObject({ exitCode: 0 });
    expect(filesOf(join(workspace.folderOf(workspace.layer('security')), '..', '..'))).toEqual(synthesized);

    const backend = workspace.layer('backend');
    const store = new StateStore(backend, workspace.cloud.environment);
    const [point] = await listPoints(store, workspace.environment);
    const kept = (file: string) => store.read(backend, `${pointsFolder('dev')}${point?.id}/${file}`);
    const { files }: RollbackPoint = JSON.parse(String(await kept('point.json')));
    const stacks = files.filter((file) => file.startsWith('stacks/'));
    const contents = stacks.map(async (file) => [
      file.slice('stacks/'.length),
      bytes((await kept(file)) ?? Buffer.of()),
    ]);
    expect(Object.fromEntries(await Promise.all(contents))).toEqual(synthesized);
  });
});
