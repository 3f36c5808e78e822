// Makes an element on the page like another one without throwing away what the reader does in it: focus, scroll,
// open menus, what is being typed. Elements with an id are the same element wherever they stand; the rest are
// matched in their order.

// What belongs to the browser, or to the script.
const CLIENTS = new Set(['open', 'tabindex']);

export function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName || from.id !== to.id) {
    from.replaceWith(to);
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.hasAttribute('data-keep') && to.hasAttribute('data-keep')) return;
  attributes(from, to);
  children(from, to);
}

function attributes(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !CLIENTS.has(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !CLIENTS.has(name)) from.setAttribute(name, value);
  }
}

function children(from, to) {
  const wanted = new Set(Array.from(to.children, (child) => child.id).filter(Boolean));
  const known = new Map(Array.from(from.children, (child) => [child.id, child]).filter(([id]) => id));
  let here = from.firstChild;
  for (const next of [...to.childNodes]) {
    // What is gone goes first, so that what stays need not move.
    while (here?.id && !wanted.has(here.id)) here = remove(here);
    const old = next.id ? known.get(next.id) : like(here, next);
    if (!old) {
      from.insertBefore(next, here);
      continue;
    }
    if (old === here) here = here.nextSibling;
    else from.insertBefore(old, here);
    morph(old, next);
  }
  while (here) here = remove(here);
}

// The next sibling without an id that is of the same kind.
function like(here, next) {
  while (here && (here.id || here.nodeName !== next.nodeName)) here = here.nextSibling;
  return here;
}

function remove(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}
