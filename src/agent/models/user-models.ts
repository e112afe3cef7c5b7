import { existsSync } from 'node:fs';
import type { Endpoint } from './endpoint.js';
import { EnvironmentKeys, type Keys } from './keys.js';
import { Models } from './models.js';
import { placeOf } from './place.js';
import { userEndpoints } from './user-endpoints.js';

/** The models of a person who works without the editor: servers and keys as the environment and the configuration name them. */
export function userModels(
  environment: Readonly<Record<string, string | undefined>>,
  options: { readonly endpoints?: readonly Endpoint[] | undefined; readonly keys?: Keys | undefined } = {},
): Models {
  return new Models({
    endpoints: options.endpoints ?? userEndpoints(environment),
    keys: options.keys ?? new EnvironmentKeys(environment),
    place: placeOf(environment, existsSync),
  });
}
