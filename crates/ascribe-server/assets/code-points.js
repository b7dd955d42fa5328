// Records count in code points; the strings of a browser count in UTF-16 units.

/** A function from code points to UTF-16 units of `text`. Built once for a text. */
export function toUtf16(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const units = new Uint32Array(text.length + 1);
  let count = 0;
  let unit = 0;
  for (const character of text) {
    units[count++] = unit;
    unit += character.length;
  }
  units[count] = unit;
  return (offset) => (offset <= count ? units[offset] : unit);
}
