import { Annotations, App, TerraformStack } from 'cdktf';
import { expect, test } from 'vitest';
import { Component } from '../components/shared/component';
import { testEnvironment } from '../tests/support/environment';
import { warningsOf } from './warnings';

class Part extends Component {}

test('every warning is told, with the path of who says it, and nothing else is', () => {
  const app = new App({ skipValidation: true });
  const [one, other] = ['dev-one', 'dev-other'].map((id) => new TerraformStack(app, id));
  const part = new Part(one as TerraformStack, 'Part', 'part', testEnvironment());
  Annotations.of(part).addWarning('[PartOdd] first; mend it');
  Annotations.of(part).addWarning('[PartStranger] second; mend it');
  Annotations.of(part).addInfo('by the way');
  Annotations.of(other as TerraformStack).addWarning('[Third] third; mend it');

  expect(warningsOf(app.node.findAll())).toEqual([
    'warning: dev-one/Part\n  [PartOdd] first; mend it',
    'warning: dev-one/Part\n  [PartStranger] second; mend it',
    'warning: dev-other\n  [Third] third; mend it',
  ]);
});
