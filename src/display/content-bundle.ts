import { CLIENTELE_MIME, type Content, type MimeBundle } from './bundle.js';
import { contentHtml } from './content-html.js';
import { contentText } from './content-text.js';

/** Content in every form that a front end may know: as it is for our page, as HTML, as plain text. */
export function contentBundle(content: Content): MimeBundle {
  return {
    [CLIENTELE_MIME]: content,
    'text/html': contentHtml(content),
    'text/plain': contentText(content),
  };
}
