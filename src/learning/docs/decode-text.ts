import { TextDecoder } from 'node:util';
import sniffEncoding from 'html-encoding-sniffer';
import type { MIMEType } from 'whatwg-mimetype';

/** A page's text: by its byte order mark, else by what the site says, else by what the page says, else as UTF-8. */
export function decodeText(bytes: Uint8Array, type: MIMEType): string {
  const said = type.parameters.get('charset');
  const encoding = sniffEncoding(bytes, {
    defaultEncoding: 'UTF-8',
    ...(said === undefined ? {} : { transportLayerEncodingLabel: said }),
  });
  return decoderOf(encoding).decode(bytes);
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder(); // An encoding that Node does not have; most pages are UTF-8 whatever they say.
  }
}
