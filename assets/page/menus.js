// Menus, the choice of a chat, and pictures enlarged.

import { $, all, ask, post, toast, view, whose, words } from './dom.js';
import { about } from './composer.js';
import { firstOf, tidy } from './lists.js';
import { point } from './tour.js';

// ---- a menu stands by what opened it, inside the window ----

let anchor = null;

document.addEventListener('toggle', ({ target, newState }) => {
  if (target.id === 'tray') point();
  if (newState === 'closed') {
    if (target.id === 'commands') [...target.children].forEach((entry) => (entry.hidden = false));
    return;
  }
  if (target.matches('.menu')) beside(target);
  if (target.id === 'tray') aboveComposer(target);
  // Whoever types goes on typing.
  if (target.matches('.menu, .sheet, #people') && document.activeElement?.id !== 'text') focusIn(target);
}, true);

function focusIn(opened) {
  const here = opened.querySelector('[aria-current], [aria-checked="true"], [aria-pressed="true"]');
  const first = opened.dataset.roving ? firstOf(opened) : opened.querySelector('a,button,input');
  (here ?? first)?.focus({ preventScroll: true });
}

export function beside(menu) {
  const from = anchor ?? document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
  anchor = null;
  const fits = from.bottom + menu.offsetHeight + 12 < innerHeight;
  const top = fits ? from.bottom + 6 : from.top - menu.offsetHeight - 6;
  menu.style.left = `${Math.max(8, Math.min(from.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(top, innerHeight - menu.offsetHeight - 8))}px`;
}

// The tray leaves in sight what was picked from it; on a phone it is a sheet of its own.
export function aboveComposer(tray) {
  const wide = matchMedia('(min-width: 900px)').matches;
  tray.style.insetBlockEnd = wide ? `${innerHeight - $('composer').getBoundingClientRect().top + 8}px` : '';
}

// ---- the menu of a message ----

let message = null;

export function openMenu(of, rect) {
  message = of;
  const [menu, can] = [$('message-menu'), of.dataset.can.split(' ')];
  all('[data-do]', menu).forEach((entry) => (entry.hidden = !can.includes(entry.dataset.do)));
  all('[data-emoji]', menu).forEach((entry) => {
    entry.setAttribute('aria-checked', entry.dataset.emoji === of.dataset.own);
  });
  anchor = rect;
  menu.showPopover();
  tidy();
}

export async function choose(what) {
  const menu = $('message-menu');
  menu.hidePopover();
  const each = (url, more) => async (done, id) => (await done) && post(url, { ...whose(), message: id, ...more });
  const parts = message.dataset.ids.split(',');
  if (what === 'reply' || what === 'edit') return about(what, message);
  if (what === 'delete') return parts.reduce(each('/act/delete'), true);
  const to = await chooseChat('forward', all('#chats > ul:first-of-type a'));
  if (to && (await parts.reduce(each('/act/forward', { to }), true))) toast(words.forwarded);
}

export function react(emoji) {
  $('message-menu').hidePopover();
  const own = message.dataset.own === emoji;
  post('/act/react', { ...whose(), message: message.dataset.id, emoji: own ? '' : emoji });
}

// Lets the reader choose one of the chats of the list; its id, or nothing.
function chooseChat(why, rows) {
  $('choose-title').textContent = $('choose-title').dataset[why];
  $('choices').replaceChildren(...rows.map((row) => {
    const button = Object.assign(document.createElement('button'), { value: row.dataset.chat });
    button.append(row.querySelector('.avatar').cloneNode(true), row.dataset.title);
    return button;
  }));
  const answer = ask($('choose'));
  tidy();
  return answer;
}

// A link wants the bot in a group; the group's id where it was added to one.
export async function addBot(payload) {
  const groups = all('#chats > ul:first-of-type a[data-group]');
  const chat = await chooseChat('add', groups);
  return chat && (await post('/act/add_bot', { as: view().get('as'), chat, payload })) ? chat : null;
}

// ---- pictures ----

let shown = 0;
const pictures = () => all('[data-picture]', $('chat'));

export function enlarge(at) {
  const some = pictures();
  const link = typeof at === 'number' ? some[Math.max(0, Math.min(at, some.length - 1))] : at;
  shown = some.indexOf(link);
  Object.assign($('viewer-picture'), { src: link.href, alt: link.querySelector('img').alt });
  $('viewer-place').textContent = some.length > 1 ? `${shown + 1} / ${some.length}` : '';
  $('viewer-text').textContent = link.closest('.msg').dataset.plain;
  $('viewer-before').hidden = shown === 0;
  $('viewer-next').hidden = shown === some.length - 1;
  if (!$('viewer').open) $('viewer').showModal();
}

export const turn = (by) => enlarge(shown + by);
