// A PNG file with a text in it, for whoever finds the picture later: an iTXt chunk
// before the last one (PNG specification, third edition, section 11.3.3).
const table = Uint32Array.from({length: 256}, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** @param {Uint8Array} bytes */
function checksum(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) c = table[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

const ending = 12; // bytes of the chunk that every file ends with

/**
 * @param {Blob} picture
 * @param {string} text
 */
export async function withText(picture, text) {
  const content = new TextEncoder().encode(`iTXtDescription\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(content.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length - 4);
  chunk.set(content, 4);
  view.setUint32(content.length + 4, checksum(content));
  const end = picture.size - ending;
  return new Blob([picture.slice(0, end), chunk, picture.slice(end)], {type: 'image/png'});
}
