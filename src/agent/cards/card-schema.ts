import {
  cardFields,
  complexities,
  roles,
  switchWords,
  type CardField,
  type FieldKind,
} from './card-fields.js';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string', pattern: String.raw`\S` };
/** As `allowedPathProblem` has it. */
const inside = {
  type: 'string',
  pattern: String.raw`^(?![/~!]|[A-Za-z]:)(?!(?:.*/)?\.\.(?:/|$))[^\\]*[^\\\s][^\\]*$`,
};

/** The JSON schema of design cards, for completion and checks in editors; kept in media/design-card.schema.json. */
export function cardSchema(): Schema {
  const fields: readonly (readonly [string, CardField])[] = Object.entries(cardFields);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Design card',
    description: 'A task for Learning Loop, in `.agent/tasks`.',
    type: 'object',
    required: fields.filter(([, field]) => field.isRequired).map(([name]) => name),
    properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(name, field)])),
  };
}

/** A field that is left empty counts as left out, unless it is required. */
function fieldSchema(name: string, { kind, description, isRequired }: CardField): Schema {
  const schema = kindSchema(kind, name === 'allowedPaths' ? inside : text);
  return { description, anyOf: isRequired === true ? schema : [...schema, { type: 'null' }] };
}

function kindSchema(kind: FieldKind, item: Schema): readonly Schema[] {
  switch (kind) {
    case 'text':
      return [text];
    case 'texts':
      return [{ type: 'array', items: item }, item];
    case 'dollars':
      return [{ type: 'number', minimum: 0 }];
    case 'switch':
      return [{ type: 'boolean' }, { enum: switchWords }];
    case 'role':
      return [{ enum: roles }];
    case 'complexity':
      return [{ enum: complexities }];
  }
}
