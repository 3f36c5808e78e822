// What every part of the script uses.

export const $ = (id) => document.getElementById(id);
export const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
export const words = document.body.dataset;
export const calm = matchMedia('(prefers-reduced-motion: reduce)');

// Who looks at which chat stands in the address.
export const view = () => new URLSearchParams(location.search);
export const whose = () => ({ as: view().get('as'), chat: $('chat').dataset.chat });

// Does something; what it said no with is shown.
export async function post(url, data) {
  const body = data instanceof FormData ? data : new URLSearchParams(data);
  try {
    const headers = { 'X-Muster-Page': '1', Accept: 'text/plain' };
    const answer = await fetch(url, { method: 'POST', body, headers });
    if (answer.ok) return true;
    toast((await answer.text()).trim() || words.failed, true);
  } catch {
    toast(words.failed, true);
  }
  return false;
}

// A line that passes by itself.
export function toast(text, bad = false) {
  const line = Object.assign(document.createElement('p'), { textContent: text, dir: 'auto' });
  line.classList.toggle('bad', bad);
  $('toasts').append(line);
  setTimeout(() => line.remove(), Math.max(4000, text.length * 90));
}

// Asks by a dialog; what was chosen, or nothing.
export function ask(dialog) {
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true });
  });
}
