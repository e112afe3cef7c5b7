import * as vscode from 'vscode';
import type { KeptPage } from '../../engine/docs/docs-api.js';
import type { KnownLibrary } from '../../learning/docs/catalogue.js';
import type { FoundPlace } from '../../learning/docs/found-place.js';
import { placeDescription, placeDetail, shownAddress } from './docs-words.js';

/** What taking a line of the quick pick, or its button, means. */
export type Take =
  { readonly kind: 'read' | 'copy'; readonly address: string } | { readonly kind: 'library' };

export interface LookUpItem extends vscode.QuickPickItem {
  /** Null for a line that only says something. */
  readonly take: Take | null;
}

const copyButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('clippy'),
  tooltip: 'Copy for Prompt',
};

export const chooseItem: LookUpItem = {
  label: '$(library) Choose a Library…',
  alwaysShow: true,
  take: { kind: 'library' },
};

/** @param isOffline whether its site was not heard just now */
export function itemOf(place: FoundPlace, isOffline: boolean): LookUpItem {
  const address = place.anchor === null ? place.url : `${place.url}#${encodeURIComponent(place.anchor)}`;
  return {
    label: place.title,
    description: placeDescription(place),
    detail: placeDetail(place, isOffline),
    alwaysShow: true,
    buttons: [copyButton],
    take: { kind: 'read', address },
  };
}

/** A line that only says something. */
export function said(label: string, detail: string): LookUpItem {
  return { label, detail, alwaysShow: true, take: null };
}

export function nothingFound(library: KnownLibrary | null): string {
  return library === null
    ? 'Only pages that are kept were searched. Begin with the name of a library to search its documentation.'
    : `${library.purpose} has no page about that.`;
}

export function keptItem({ url, title }: KeptPage): LookUpItem {
  return {
    label: title === null || title === '' ? shownAddress(url, null) : title,
    detail: `$(check) kept · ${shownAddress(url, null)}`,
    buttons: [copyButton],
    take: { kind: 'read', address: url },
  };
}
