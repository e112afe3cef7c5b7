import type { DocsSite } from './docs-site.js';
import { otherSites } from './sites/other-sites.js';
import { pythonSites } from './sites/python-sites.js';
import { webSites } from './sites/web-sites.js';

/** Every site that is contacted unless a person adds hosts of their own; nothing else is. */
export const knownSites: readonly DocsSite[] = [...webSites, ...pythonSites, ...otherSites];
