// HTML of articles and cases, made by the server; reduced once more on the page, so that one mistake there is not one here.

const plainTags = ["P", "UL", "OL", "LI", "STRONG", "EM", "BR"];

/** The server's HTML of a section, once more reduced to paragraphs, lists and emphasis without any attribute. */
export function safeParts(html: string): Node[] {
  const copy = (from: Node): Node[] => {
    const out: Node[] = [];
    for (let node = from.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3) out.push(document.createTextNode(node.nodeValue || ""));
      if (node.nodeType !== 1 || /^(SCRIPT|STYLE|TEMPLATE)$/.test(node.nodeName)) continue;
      const inner = copy(node);
      if (plainTags.indexOf(node.nodeName) < 0) out.push(...inner);
      else {
        const element = document.createElement(node.nodeName);
        inner.forEach((child) => element.appendChild(child));
        out.push(element);
      }
    }
    return out;
  };
  return copy(new DOMParser().parseFromString(html, "text/html").body);
}
