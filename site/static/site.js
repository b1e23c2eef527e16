// What a page of prose needs beside its labs: the switch of colours, and the
// site kept for use without a network.
import {colours, followColours, switchColours} from './colours.js';
import {keepOffline} from './offline.js';

switchColours();
followColours(dressLabs);
if (document.documentElement.dataset.theme) dressLabs();
addEventListener('load', () =>
  keepOffline([...document.querySelectorAll('residual-lab')].map((e) => e.getAttribute('lab'))),
);

// The line for other pages names this site in full.
for (const code of document.querySelectorAll('[data-embed]')) {
  code.textContent = code.textContent.replace('residual-lab.js', new URL('residual-lab.js', import.meta.url).href);
}

// The labs of the page follow its colours.
function dressLabs() {
  for (const lab of document.querySelectorAll('residual-lab')) {
    if (lab.getAttribute('theme') !== colours()) lab.setAttribute('theme', colours());
  }
}
