// Addresses of knowledge files, and places in their text.

export const addressOfFile = (path: string) => `/knowledge/${encodeURIComponent(path)}`;

/** "articles/tea/tea-leafhopper.md"; the file's name begins with the crop's. */
export function articlePath(crop: string, name: string): string | null {
  const id = `${crop}-${name.trim().toLowerCase()}`;
  return crop && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name.trim().toLowerCase()) ? `articles/${crop}/${id.replaceAll("_", "-")}.md` : null;
}

/** Where line `line` (from 1) begins and ends in `text`. */
export function placeOfLine(text: string, line: number): { from: number; to: number } {
  const lines = text.split("\n");
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const from = lines.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
  return { from, to: from + lines[at]!.length };
}
