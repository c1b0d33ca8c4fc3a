import { Node, Project } from 'ts-morph';
import { read } from '../architecture/sources';

/** The titles of the tests of a file, as they are written there. */
export function testsOf(file: string): string[] {
  const source = new Project({ useInMemoryFileSystem: true }).createSourceFile('test.ts', read(file));
  const titles: string[] = [];
  source.forEachDescendant((node) => {
    if (!Node.isCallExpression(node) || !/^(it|test)\b/.test(node.getExpression().getText())) return;
    const [title] = node.getArguments();
    if (Node.isStringLiteral(title) || Node.isNoSubstitutionTemplateLiteral(title)) titles.push(title.getLiteralText());
  });
  return titles;
}
