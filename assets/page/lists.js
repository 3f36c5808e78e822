// Lists are walked by arrows and are one stop of the Tab key each; in the messages, the controls of the one that is
// focused can be reached too.

import { all } from './dom.js';

const isLog = (list) => list.classList.contains('log');

const items = (list) =>
  all(list.dataset.roving, list).filter((item) => !item.hidden && item.closest('[data-roving]') === list);

// After something new came in: one entry of each list can be reached.
export function tidy() {
  for (const list of all('[data-roving]')) {
    const entries = items(list);
    const now = entries.find((item) => item.getAttribute('tabindex') === '0');
    const current = entries.find((item) => item.hasAttribute('aria-current'));
    mark(list, entries, now ?? (isLog(list) ? entries.at(-1) : (current ?? entries[0])));
  }
}

function mark(list, entries, chosen) {
  for (const entry of entries) {
    entry.setAttribute('tabindex', entry === chosen ? 0 : -1);
    if (!isLog(list)) continue;
    all('a,button,input', entry).forEach((control) => control.setAttribute('tabindex', entry === chosen ? 0 : -1));
  }
}

export function firstOf(list, last = false) {
  const entries = items(list);
  return last ? entries.at(-1) : entries[0];
}

// Goes along a list by an arrow; whether there was one to follow.
export function walk({ target, key }) {
  const list = target.closest?.('[data-roving]');
  const entries = list ? items(list) : [];
  const at = entries.indexOf(target);
  const sideways = list && isLog(list) ? {} : { ArrowRight: 1, ArrowLeft: -1 };
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity, ...sideways }[key];
  if (at < 0 || !step) return false;
  const next = entries[Math.max(0, Math.min(at + step, entries.length - 1))];
  mark(list, entries, next);
  next.focus();
  return true;
}

// Whatever is focused by other means becomes the entry that Tab comes back to.
document.addEventListener('focusin', ({ target }) => {
  const list = target.closest?.('[data-roving]');
  const entries = list ? items(list) : [];
  const entry = entries.find((item) => item.contains(target));
  if (entry && entry.getAttribute('tabindex') !== '0') mark(list, entries, entry);
});
