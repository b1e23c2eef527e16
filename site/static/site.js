// What a page of prose needs beside its labs: the switch of colours, and the
// site kept for use without a network.
import {colours, followColours, switchColours} from './colours.js';
import {keepOffline} from './offline.js';

const labsOfPage = () => [...document.querySelectorAll('residual-lab')];

switchColours();
followColours(themeLabs);
if (document.documentElement.dataset.theme) themeLabs();
addEventListener('load', () => keepOffline(labsOfPage().map((lab) => lab.getAttribute('lab') ?? '')));

// The line for other pages names this site in full.
const element = new URL('residual-lab.js', import.meta.url).href;
for (const code of document.querySelectorAll('[data-embed]')) {
  code.textContent = code.textContent.replace('residual-lab.js', element);
}

// The labs of the page follow its colours.
function themeLabs() {
  for (const lab of labsOfPage()) {
    if (lab.getAttribute('theme') !== colours()) lab.setAttribute('theme', colours());
  }
}
