// A page for an address that leads nowhere may stand in any folder. It asks for this
// script in those above, and where it is found the links lead.
{
  const {src} = /** @type {HTMLScriptElement} */ (document.currentScript);
  for (const link of document.links) link.href = new URL('index.html', src).href;
}
